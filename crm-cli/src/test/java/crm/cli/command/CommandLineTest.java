package crm.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crm.control.Reply;
import crm.control.Request;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is typed, and what is asked of the cluster or answered at once. */
class CommandLineTest {

    private final List<Request> asked = new ArrayList<>();
    private final RecordingTerminal terminal = new RecordingTerminal();

    private int crm(String line) {
        Cluster cluster = (request, patience, progress) -> {
            asked.add(request);
            return request instanceof Request.ShowConfiguration
                    ? new Reply.ShownConfiguration(crm.configuration.Configuration.EMPTY, 1)
                    : Reply.Done.of("done");
        };
        Ending ending = new CommandLine(Clock.systemUTC()).run(List.of(line.split(" ", -1)), cluster, terminal);
        return ending instanceof Ending.Exit exit ? exit.code() : -1;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "move web pi3 | Move[resource=web, target=Optional[pi3]]",
                "migrate web | Move[resource=web, target=Optional.empty]",
                "resource move web pi3 | Move[resource=web, target=Optional[pi3]]",
                "res unmig web | Clear[resource=web]",
                "resource stop web --no-wait | SetTargetRole[resource=web, started=false]",
                "--timeout 5 resource ban web pi1 | Ban[resource=web, node=Optional[pi1]]",
                "node standby pi2 | SetStandby[node=pi2, standby=true]",
                "node ready pi2 | SetMaintenance[node=Optional[pi2], maintenance=false]",
                "maintenance on | SetMaintenance[node=Optional.empty, maintenance=true]",
                "node attribute pi1 rack left | SetAttribute[node=pi1, name=rack, value=Optional[left]]",
                "fence test pi3 | DrillFencing[node=pi3]",
                "fence confirm pi3 --yes | ConfirmOff[node=pi3]",
                "whatif pull pi1 | WhatIfLost[node=pi1]",
                "why web | Explain[resource=web]",
                "hist | ShowHistory[limit=10]",
                "resource refresh | Cleanup[resource=Optional.empty, node=Optional.empty]",
            })
    void asksWhatWasTyped(String line, String request) {
        assertEquals(0, crm(line), terminal::said);
        assertEquals(request, asked.getLast().toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "stauts | Did you mean: crm status?",
                "resource mvoe web | Did you mean: crm resource move?",
                "resource st web | 'st' may mean status or start or stop",
                "resource | It goes on with one of: status, start",
                "move | needs a resource (RESOURCE)",
                "move web pi1 pi2 | does not know what to do with 'pi2'",
                "status --outptu json | Did you mean --output?",
                "status --output jsn | It is one of: text, json, xml",
                "move web --dry-run | takes no option --dry-run",
                "move web --timeout x | Write a number of seconds",
                "move we/b | no resource can be called 'we/b'",
                "status bynod | Did you mean bynode?",
                "receipt verify 7 zz | Type the eight groups",
            })
    void saysWhatWasProbablyMeant(String line, String sentence) {
        assertEquals(64, crm(line));
        assertTrue(terminal.said().contains(sentence), terminal::said);
        assertTrue(asked.isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"help", "help resource", "help move", "configure load --help", "help nonsense", "status -h"})
    void helpsWithEverything(String line) {
        assertEquals(0, crm(line));
        assertTrue(terminal.said().length() > 100);
    }
}
