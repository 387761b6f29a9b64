package crm.policy.rule;

import crm.model.Rule;
import java.util.Map;
import java.util.Optional;

/** Compares a node attribute with a value, as a rule's expression asks. */
final class AttributeComparison {

    private AttributeComparison() {}

    static boolean holds(
            Rule.AttributeTest test, NodeFacts node, Map<String, String> parameters, Map<String, String> meta) {
        Optional<String> actual = node.attribute(test.attribute());
        Optional<String> wanted = wanted(test, parameters, meta);
        return switch (test.operation()) {
            case DEFINED -> actual.isPresent();
            case NOT_DEFINED -> actual.isEmpty();
            case EQ -> actual.isPresent() && wanted.isPresent() && compare(test, actual.get(), wanted.get()) == 0;
            case NE -> actual.isEmpty() || wanted.isEmpty() || compare(test, actual.get(), wanted.get()) != 0;
            case LT -> actual.isPresent() && wanted.isPresent() && compare(test, actual.get(), wanted.get()) < 0;
            case LTE -> actual.isPresent() && wanted.isPresent() && compare(test, actual.get(), wanted.get()) <= 0;
            case GT -> actual.isPresent() && wanted.isPresent() && compare(test, actual.get(), wanted.get()) > 0;
            case GTE -> actual.isPresent() && wanted.isPresent() && compare(test, actual.get(), wanted.get()) >= 0;
        };
    }

    private static Optional<String> wanted(
            Rule.AttributeTest test, Map<String, String> parameters, Map<String, String> meta) {
        return switch (test.source()) {
            case LITERAL -> test.value();
            case PARAMETER -> test.value().map(parameters::get);
            case META -> test.value().map(meta::get);
        };
    }

    private static int compare(Rule.AttributeTest test, String actual, String wanted) {
        return switch (type(test, actual, wanted)) {
            case STRING -> actual.compareToIgnoreCase(wanted);
            case INTEGER -> compareWhole(actual, wanted);
            case NUMBER -> compareNumbers(actual, wanted);
            case VERSION -> compareVersions(actual, wanted);
        };
    }

    /** What is after the point is ignored; what is no number at all is compared as text. */
    private static int compareWhole(String actual, String wanted) {
        return isNumber(actual) && isNumber(wanted)
                ? Long.compare((long) number(actual), (long) number(wanted))
                : actual.compareToIgnoreCase(wanted);
    }

    private static int compareNumbers(String actual, String wanted) {
        return isNumber(actual) && isNumber(wanted)
                ? Double.compare(number(actual), number(wanted))
                : actual.compareToIgnoreCase(wanted);
    }

    /** Without a stated type, order comparisons are numeric and equality is textual. */
    private static Rule.ValueType type(Rule.AttributeTest test, String actual, String wanted) {
        if (test.type().isPresent()) {
            return test.type().get();
        }
        boolean ordered = switch (test.operation()) {
            case LT, GT, LTE, GTE -> true;
            case DEFINED, NOT_DEFINED, EQ, NE -> false;
        };
        return ordered && isNumber(actual) && isNumber(wanted) ? Rule.ValueType.NUMBER : Rule.ValueType.STRING;
    }

    private static boolean isNumber(String text) {
        return text.matches("[+-]?[0-9]*\\.?[0-9]+") || text.matches("[+-]?INFINITY");
    }

    private static double number(String text) {
        if (text.endsWith("INFINITY")) {
            return text.startsWith("-") ? -1_000_000 : 1_000_000;
        }
        return isNumber(text) ? Double.parseDouble(text) : 0;
    }

    private static int compareVersions(String a, String b) {
        String[] left = a.split("[.-]");
        String[] right = b.split("[.-]");
        for (int i = 0; i < Math.max(left.length, right.length); i++) {
            int difference = Double.compare(part(left, i), part(right, i));
            if (difference != 0) {
                return difference;
            }
        }
        return 0;
    }

    private static double part(String[] parts, int i) {
        return i < parts.length ? number(parts[i]) : 0;
    }
}
