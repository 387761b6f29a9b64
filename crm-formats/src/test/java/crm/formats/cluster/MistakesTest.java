package crm.formats.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A bad file is refused with every mistake in it, each with its line and what to do. */
class MistakesTest {

    private static String problems(String text) {
        var reading = ClusterFile.read("bad.yaml", text);
        assertTrue(reading.configuration().isEmpty());
        return reading.problems().stream()
                .map(p -> p.place() + " | " + p.what() + " | " + p.advice())
                .collect(Collectors.joining("\n"));
    }

    @Test
    void namesEveryMistakeAtOnce() {
        assertEquals("""
                bad.yaml:3: nodes › 2 | node name must not be blank nor contain white space, slashes or quotes: 'pi 2' | names hold no spaces, slashes or quotes
                bad.yaml:7: resources › ip | 'agent' is missing | is 'agnet' on line 7 meant to be it?
                bad.yaml:8: resources › ip › montior | 'montior' is no word of the format, and a parameter is a single value | did you mean 'monitor'?
                bad.yaml:10: resources › site › agent | there is no class of agents 'ofc' | did you mean 'ocf'?
                bad.yaml:11: resources › site › monitor › interval | 'ten' is no span of time | write it like 10s, 500ms, 2min or 1h
                bad.yaml:12: resources › site › target-role | 'target-role' is a meta attribute, not a parameter of the agent | write it below 'meta:'; if the agent has a parameter of that name, below 'parameters:'
                bad.yaml:14: constraints › 1 › score | 'many' is no score | write a whole number, INFINITY or -INFINITY
                bad.yaml:15: constraints › 2 | 'with' is missing | write with what it runs: with: RESOURCE
                bad.yaml:4 | a cluster file has no 'optoins' | did you mean 'options'?""", problems("""
                        cluster: demo

                        nodes: [pi1, "pi 2"]
                        optoins: {a: b}
                        resources:
                          ip: # the address
                            agnet: crm:floating-ip
                            montior: {interval: 10s}
                          site:
                            agent: ofc:heartbeat:nginx
                            monitor: {interval: ten}
                            target-role: Stopped
                        constraints:
                          - {location: site, prefers: pi1, score: many}
                          - {colocate: site}
                        """));
    }

    @Test
    void aNodeCannotBeDeclaredAGuestForItsResourceMakesItOne() {
        String found = problems("""
                nodes: [pi1, {name: inside, role: guest}]
                resources:
                  ip: {agent: crm:floating-ip, ip: 10.0.0.1/24}
                """);
        assertTrue(found.startsWith("bad.yaml:1: nodes › 2 › role | a node cannot be declared a guest | "), found);
        assertTrue(found.contains("remote-node: NAME"), found);
    }

    @Test
    void saysWhereSomethingIsNamedThatIsNotThere() {
        String found = problems("""
                nodes: [pi1]
                resources:
                  ip: {agent: crm:floating-ip, ip: 10.0.0.1/24}
                constraints:
                  - {location: ip, prefers: pi1}
                  - {colocate: ip, with: dissk}
                """);
        assertTrue(found.startsWith("bad.yaml:6: "), found);
        assertTrue(found.contains("dissk"), found);
    }

    @Test
    void tellsWhatIsNoYamlByItsLine() {
        assertTrue(problems("nodes: [pi1\nresources: {}\n").startsWith("bad.yaml:2 | this is not YAML"));
        assertTrue(problems("{\"nodes\": [\"pi1\",}").contains("this is not JSON"));
    }

    @Test
    void refusesAFileThatGrowsByItsAliases() {
        var bomb = new StringBuilder("a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n");
        for (int i = 1; i < 12; i++) {
            bomb.append("a%d: &a%d [%s]\n".formatted(i, i, ("*a" + (i - 1) + ",").repeat(9) + "*a" + (i - 1)));
        }
        assertTrue(problems(bomb.toString()).contains("aliases"));
        assertTrue(problems("a: &a [*a]\n").contains("nested deeper"));
    }

    @Test
    void neverFailsOnAnyTextButSaysWhatIsWrong() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        String good = "cluster: x\nnodes: [a, {name: b}]\nresources:\n  w: {agent: crm:x, monitor: 10s}\n";
        for (int i = 0; i < 3000; i++) {
            var text = new StringBuilder(good);
            for (int change = random.nextInt(6); change >= 0; change--) {
                int at = random.nextInt(text.length());
                text.setCharAt(at, "{}[]:,-\n &*!|>'\"%@`#~x".charAt(random.nextInt(22)));
            }
            var reading = ClusterFile.read("fuzz.yaml", text.toString());
            assertTrue(
                    reading.configuration().isPresent() || !reading.problems().isEmpty(),
                    () -> "seed " + seed + ": refused without a reason:\n" + text);
            reading.configuration()
                    .ifPresent(c -> assertEquals(
                            c,
                            ClusterFile.read("again.yaml", ClusterFile.yaml(c))
                                    .configuration()
                                    .orElse(null),
                            () -> "seed " + seed + ":\n" + text + "\n---\n" + ClusterFile.yaml(c)));
        }
    }
}
