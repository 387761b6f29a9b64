package crm.configuration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crm.model.AgentId;
import crm.model.Constraint;
import crm.model.FencingLevel;
import crm.model.Node;
import crm.model.NodeName;
import crm.model.OperationSpec;
import crm.model.Resource;
import crm.model.ResourceId;
import crm.model.Score;
import crm.model.Settings;
import crm.model.Tag;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConfigurationCheckTest {

    private static Resource.Primitive primitive(
            String id, String agent, Map<String, String> meta, OperationSpec... operations) {
        return new Resource.Primitive(
                new ResourceId(id),
                AgentId.parse(agent).orElseThrow(),
                Settings.NONE,
                Settings.of("m-" + id, meta),
                Settings.NONE,
                List.of(operations),
                Optional.empty());
    }

    private static Configuration configuration(
            Map<String, String> options,
            List<Resource> resources,
            List<Constraint> constraints,
            List<FencingLevel> levels) {
        return new Configuration(
                Settings.of("options", options),
                List.of(new Node(new NodeName("pi1"), "1", Node.Kind.MEMBER, Settings.NONE, Settings.NONE)),
                resources,
                List.of(),
                constraints,
                levels,
                List.of(),
                List.of(),
                Settings.NONE,
                Settings.NONE);
    }

    private static Constraint order(String id, String first, String then) {
        return new Constraint.Ordering(
                id,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(new Constraint.Step(first, Optional.empty(), Optional.empty())),
                Optional.of(new Constraint.Step(then, Optional.empty(), Optional.empty())),
                List.of());
    }

    private static List<String> what(Configuration configuration) {
        return ConfigurationCheck.check(configuration).stream()
                .map(Problem::what)
                .toList();
    }

    @Test
    void aSoundConfigurationHasNoProblems() {
        assertEquals(
                List.of(),
                ConfigurationCheck.check(configuration(
                        Map.of("stonith-enabled", "true", "no-quorum-policy", "freeze"),
                        List.of(
                                primitive("fence", "stonith:fence_test", Map.of()),
                                primitive("ip", "crm:floating-ip", Map.of())),
                        List.of(),
                        List.of())));
    }

    @Test
    void allMistakesAreFoundAtOnce() {
        var stop = new OperationSpec(
                "s", "stop", Duration.ofSeconds(5), Settings.of("o", Map.of("timeout", "soon")), Settings.NONE);
        List<String> found = what(configuration(
                Map.of("no-quorum-polcy", "stop", "fencing-enabled", "maybe"),
                List.of(
                        primitive("fence", "stonith:fence_test", Map.of("target-role", "Running")),
                        primitive("fence", "ocf:apache", Map.of(), stop)),
                List.of(order("o1", "fence", "fenze"), order("o1", "fence", "fence")),
                List.of(new FencingLevel("l", new FencingLevel.ByName(new NodeName("pi7")), 11, List.of("nobody")))));
        for (String expected : List.of(
                "There is no cluster option called “no-quorum-polcy”.",
                "“maybe” is not possible here.",
                "“Running” is not possible here.",
                "The id “fence” is used twice.",
                "An ocf agent needs a provider.",
                "“soon” is not possible here.",
                "The operation stop cannot recur.",
                "There is no resource called “fenze”.",
                "The id “o1” is used twice.",
                "Level 11 is out of range.",
                "There is no fence device called “nobody”.",
                "The node pi7 is not configured.")) {
            assertTrue(found.contains(expected), () -> expected + " is not in " + found);
        }
    }

    @Test
    void aNearMissIsAnsweredWithTheNameThatWasMeant() {
        Problem problem = ConfigurationCheck.check(
                        configuration(Map.of("no-quorum-polcy", "stop"), List.of(), List.of(), List.of()))
                .getFirst();
        assertEquals("options › no-quorum-polcy", problem.place());
        assertEquals("Did you mean “no-quorum-policy”?", problem.advice());
    }

    @Test
    void ordersThatGoInACircleAreTold() {
        List<Resource> resources = List.of(
                primitive("fence", "stonith:fence_test", Map.of()),
                primitive("a", "crm:web-server", Map.of()),
                primitive("b", "crm:web-server", Map.of()),
                primitive("c", "crm:web-server", Map.of()));
        List<String> found = what(configuration(
                Map.of(),
                resources,
                List.of(order("1", "a", "b"), order("2", "b", "c"), order("3", "c", "a")),
                List.of()));
        assertEquals(
                List.of("The orders go in a circle: a start, then b start, then c start, then a start again."), found);
    }

    @Test
    void aSecondOrderOfTheSameActionsIsToldToBeUnheard() {
        List<Resource> resources = List.of(
                primitive("fence", "stonith:fence_test", Map.of()),
                primitive("a", "crm:web-server", Map.of()),
                primitive("b", "crm:web-server", Map.of()));
        List<String> found = what(
                configuration(Map.of(), resources, List.of(order("1", "a", "b"), order("2", "a", "b")), List.of()));
        assertEquals(List.of("It has no effect: 1 orders the same two actions, and the first one counts."), found);
    }

    @Test
    void aTagOfWhatCanBeNoNameIsAMistakeLikeAnyOther() {
        var tagged = new Configuration(
                Settings.NONE,
                List.of(new Node(new NodeName("pi1"), "1", Node.Kind.MEMBER, Settings.NONE, Settings.NONE)),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(new Tag("shelf", List.of("a/b"))),
                List.of(),
                Settings.NONE,
                Settings.NONE);
        assertEquals(List.of("There is nothing called “a/b”."), what(tagged));
    }

    @Test
    void nothingOfScoreZeroAndNothingWithItself() {
        var constraint = new Constraint.Colocation(
                "c",
                Score.ZERO,
                List.of(),
                Optional.of(new Constraint.Member("a", Optional.empty(), Optional.empty())),
                Optional.of(new Constraint.Member("a", Optional.empty(), Optional.empty())),
                Optional.empty(),
                Optional.empty());
        List<Resource> resources =
                List.of(primitive("fence", "stonith:fence_test", Map.of()), primitive("a", "crm:web-server", Map.of()));
        assertEquals(
                List.of("A resource cannot be together with itself.", "A score of 0 means nothing."),
                what(configuration(Map.of(), resources, List.of(constraint), List.of())));
    }

    @Test
    void whatIsTakenAndHasNoEffectIsTold() {
        var device = primitive("fence", "stonith:fence_test", Map.of());
        var delayed = new Resource.Primitive(
                device.id(),
                device.agent(),
                Settings.of("p", Map.of("pcmk_delay_base", "5s")),
                device.meta(),
                device.utilization(),
                device.operations(),
                device.template());

        List<Problem> problems = ConfigurationCheck.check(configuration(
                Map.of("priority-fencing-delay", "10s", "stonith-timeout", "90s"),
                List.of(delayed),
                List.of(),
                List.of()));

        assertEquals(
                List.of(
                        "options › priority-fencing-delay",
                        "options › stonith-timeout",
                        "resources › fence › pcmk_delay_base"),
                problems.stream().map(Problem::place).sorted().toList());
        assertTrue(
                problems.stream()
                        .allMatch(problem -> problem.severity() == Problem.Severity.WARNING
                                && problem.what().startsWith("It has no effect: ")),
                problems::toString);
    }

    @Test
    void aDelayOfNothingIsNotWorthAWord() {
        assertEquals(
                List.of(),
                ConfigurationCheck.check(configuration(
                        Map.of("priority-fencing-delay", "0"),
                        List.of(primitive("fence", "stonith:fence_test", Map.of())),
                        List.of(),
                        List.of())));
    }

    @Test
    void fencingWithoutADeviceIsToldBeforeNothingRuns() {
        List<Problem> problems = ConfigurationCheck.check(
                configuration(Map.of(), List.of(primitive("a", "crm:web-server", Map.of())), List.of(), List.of()));
        assertEquals(Problem.Severity.WARNING, problems.getFirst().severity());
        assertEquals("options › fencing-enabled", problems.getFirst().place());
    }
}
