#!/usr/bin/env python3
"""What the tests of all modules said, from their reports: totals, every failure, every skipped test with its reason.

Ends with 1 if a test failed, or if no test at all was found."""
import glob
import sys
import xml.etree.ElementTree as tree


def reports(folder):
    for path in sorted(glob.glob(f"*/target/{folder}/TEST-*.xml")):
        suite = tree.parse(path).getroot()
        for case in suite.iter("testcase"):
            yield path.split("/")[0], case


def main():
    failed = total = 0
    for title, folder in (("unit and adapter tests", "surefire-reports"), ("end-to-end tests", "end-to-end-reports")):
        count = bad = 0
        reasons = {}
        for module, case in reports(folder):
            count += 1
            name = f"{module}: {case.get('classname', '').split('.')[-1]}.{case.get('name')}"
            for kind in ("failure", "error"):
                found = case.find(kind)
                if found is not None:
                    bad += 1
                    print(f"FAILED   {name}: {(found.get('message') or '').splitlines()[0:1]}")
            flaky = case.find("flakyFailure") if case.find("flakyFailure") is not None else case.find("flakyError")
            if flaky is not None:
                print(f"FLAKY    {name}: failed once, then passed: {(flaky.get('message') or '').splitlines()[0:1]}")
            skipped = case.find("skipped")
            if skipped is not None:
                reasons.setdefault(skipped.get("message") or "no reason given", []).append(name)
            elif folder == "end-to-end-reports" and case.find("failure") is None and case.find("error") is None:
                print(f"passed   {name} ({float(case.get('time', 0)):.1f} s)")
        for reason, names in sorted(reasons.items()):
            print(f"SKIPPED  {len(names)} tests: {reason}")
        if count:
            print(f"{title}: {count} run, {bad} failed, {sum(map(len, reasons.values()))} skipped")
        failed += bad
        total += count
    if not total:
        print("no test report found")
    sys.exit(1 if failed or not total else 0)


main()
