package crm.policy.ordering;

import static org.junit.jupiter.api.Assertions.assertEquals;

import crm.policy.action.DraftedAction;
import crm.policy.constraint.Effect;
import crm.policy.constraint.Scope;
import crm.policy.constraint.Verb;
import crm.policy.situation.Requires;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every effect does what its one sentence says, and the order of work does not matter. */
class MarkBoardTest {

    private static DraftedAction action(int number, boolean required, boolean blocked) {
        return new DraftedAction(
                number,
                OptionalInt.empty(),
                number % 2 == 0 ? Verb.START : Verb.STOP,
                Optional.empty(),
                Duration.ZERO,
                Optional.empty(),
                false,
                required,
                blocked,
                false,
                false,
                false,
                Optional.empty(),
                Optional.empty(),
                false,
                Requires.NOTHING,
                Optional.empty(),
                new LinkedHashMap<>());
    }

    private static MarkBoard settle(List<DraftedAction> actions, List<Link> links) {
        var board = new MarkBoard(actions.size());
        for (DraftedAction action : actions) {
            if (action.required()) {
                board.add(action.number(), Mark.REQUIRED);
            }
            if (action.blocked()) {
                board.add(action.number(), Mark.BLOCKED);
            }
        }
        var rules = new EffectRules(actions, EmptySituation.NOTHING, board);
        OptionalInt next = board.next();
        while (next.isPresent()) {
            int at = next.getAsInt();
            links.stream().filter(l -> l.first() == at || l.then() == at).forEach(rules::apply);
            next = board.next();
        }
        return board;
    }

    @ParameterizedTest
    @CsvSource({
        // effect, first required, first blocked, then required, then blocked -> the four marks afterwards
        "FIRST_REQUIRES_THEN, true, false, false, false, true false true false",
        "FIRST_REQUIRES_THEN, false, false, true, false, false false true false",
        "THEN_KEEPS_FIRST_FROM_MIGRATING, false, false, true, false, false false true false",
        "THEN_KEEPS_FIRST_FROM_MIGRATING, true, false, false, false, true false false false",
        "BLOCKED_FIRST_BLOCKS_THEN, false, true, true, false, false true true true",
        "BLOCKED_FIRST_BLOCKS_THEN, false, false, false, true, false false false true",
        "ASYMMETRIC, false, true, false, false, false true true true",
        "ASYMMETRIC, true, false, false, false, true false false false",
        "UNMIGRATABLE_THEN_BLOCKS, false, false, false, true, false true false true",
        "FIRST_SHOWS_THEN, true, false, false, false, true false false false",
        "THEN_SHOWS_FIRST, false, false, true, false, false false true false",
    })
    void anEffectAddsItsMarks(
            Effect effect,
            boolean firstRequired,
            boolean firstBlocked,
            boolean thenRequired,
            boolean thenBlocked,
            String marks) {
        List<DraftedAction> actions =
                List.of(action(0, firstRequired, firstBlocked), action(1, thenRequired, thenBlocked));
        MarkBoard board = settle(actions, List.of(Link.of(0, 1, Scope.ALWAYS, Set.of(effect), Link.Reach.WHOLE)));
        assertEquals(
                marks,
                board.has(0, Mark.REQUIRED) + " " + board.has(0, Mark.BLOCKED) + " " + board.has(1, Mark.REQUIRED) + " "
                        + board.has(1, Mark.BLOCKED));
    }

    @Test
    void aRequiredActionCancelsWhatItMakesPointless() {
        List<DraftedAction> actions = List.of(action(0, true, false), action(1, true, false));
        MarkBoard board = settle(
                actions, List.of(Link.of(0, 1, Scope.ALWAYS, Set.of(Effect.THEN_CANCELS_FIRST), Link.Reach.WHOLE)));
        assertEquals(Set.of(Mark.REQUIRED, Mark.CANCELLED), board.marks(0));
    }

    @Property(tries = 500)
    void theOrderOfWorkDoesNotMatter(@ForAll long seed) {
        var random = new Random(seed);
        int count = 2 + random.nextInt(12);
        var actions = new ArrayList<DraftedAction>();
        for (int i = 0; i < count; i++) {
            actions.add(action(i, random.nextInt(4) == 0, random.nextInt(5) == 0));
        }
        var links = new ArrayList<Link>();
        Effect[] effects = Effect.values();
        for (int i = 0; i < 2 * count; i++) {
            int first = random.nextInt(count);
            int then = random.nextInt(count);
            if (first != then) {
                links.add(Link.of(
                        first, then, Scope.ALWAYS, Set.of(effects[random.nextInt(effects.length)]), Link.Reach.WHOLE));
            }
        }
        MarkBoard straight = settle(actions, links);
        Collections.shuffle(links, random);
        MarkBoard shuffled = settle(actions, links);
        for (int i = 0; i < count; i++) {
            assertEquals(straight.marks(i), shuffled.marks(i), "action " + i + " of seed " + seed);
        }
    }
}
