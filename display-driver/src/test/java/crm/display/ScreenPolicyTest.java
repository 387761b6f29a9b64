package crm.display;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import crm.display.ScreenPolicy.Draw;
import crm.display.ScreenPolicy.Rest;
import crm.display.ScreenPolicy.Timing;
import crm.display.ScreenPolicy.WaitUntil;
import crm.display.layout.ScreenText;
import crm.display.layout.StateWord;
import crm.state.Quorum;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ScreenPolicyTest {

    private static final Instant T = Instant.parse("2026-11-21T12:00:00Z");
    private static final Timing BOOTH = Timing.BOOTH;

    @Test
    void waitsUntilTheClusterIsAtRest() {
        var policy = ScreenPolicy.fresh(BOOTH, BOOTH.interval(), T).want(text("a"), T);
        assertEquals(new WaitUntil(T.plusSeconds(2)), policy.next(T));
        assertEquals(new Draw(text("a")), policy.next(T.plusSeconds(2)));
    }

    @Test
    void drawsOnceForManyChanges() {
        var policy = ScreenPolicy.fresh(BOOTH, BOOTH.interval(), T)
                .want(text("a"), T)
                .want(text("b"), T.plusSeconds(1));
        assertEquals(new WaitUntil(T.plusSeconds(3)), policy.next(T.plusSeconds(2)));
        assertEquals(new Draw(text("b")), policy.next(T.plusSeconds(3)));
    }

    @Test
    void aClusterThatNeverRestsIsDrawnAllTheSame() {
        var policy = ScreenPolicy.fresh(BOOTH, BOOTH.interval(), T);
        for (int second = 0; second < 10; second++) {
            policy = policy.want(text("change " + second), T.plusSeconds(second));
            assertInstanceOf(WaitUntil.class, policy.next(T.plusSeconds(second)));
        }
        assertEquals(new Draw(text("change 9")), policy.next(T.plusSeconds(10)));
    }

    @Test
    void neverDrawsAgainSoonerThanThePanelEndures() {
        var policy = ScreenPolicy.fresh(BOOTH, BOOTH.interval(), T)
                .want(text("a"), T)
                .drawn(text("a"), T.plusSeconds(2))
                .want(text("b"), T.plusSeconds(5));
        assertEquals(new WaitUntil(T.plusSeconds(32)), policy.next(T.plusSeconds(10)));
    }

    @Test
    void doesNotDrawSoonerThanThePanelEnduresAfterAnEarlierLifeDid() {
        var policy = ScreenPolicy.fresh(BOOTH, Duration.ofSeconds(5), T).want(text("a"), T);
        assertEquals(new WaitUntil(T.plusSeconds(25)), policy.next(T.plusSeconds(10)));
        assertEquals(new Draw(text("a")), policy.next(T.plusSeconds(25)));
    }

    @Test
    void whatItShowsAlreadyIsNotDrawnAgain() {
        var policy = ScreenPolicy.fresh(BOOTH, BOOTH.interval(), T)
                .want(text("a"), T)
                .drawn(text("a"), T.plusSeconds(2))
                .want(text("b"), T.plusSeconds(40))
                .want(text("a"), T.plusSeconds(41));
        assertEquals(new Rest(), policy.next(T.plusSeconds(100)));
    }

    @Test
    void aViewThatComesWhileItDrawsIsDrawnNext() {
        var policy = ScreenPolicy.fresh(BOOTH, BOOTH.interval(), T)
                .want(text("a"), T)
                .want(text("b"), T.plusSeconds(3))
                .drawn(text("a"), T.plusSeconds(20));
        assertEquals(new Draw(text("b")), policy.next(T.plusSeconds(50)));
    }

    @Test
    void triesAgainAfterAFailureEverMoreSeldomAndThenAtOnceWhenItWorks() {
        var policy = ScreenPolicy.fresh(BOOTH, BOOTH.interval(), T).want(text("a"), T);
        Duration before = Duration.ZERO;
        for (int attempt = 0; attempt < 20; attempt++) {
            policy = policy.failed(T);
            Duration pause = Duration.between(T, policy.notBefore());
            assertEquals(true, pause.compareTo(before) >= 0);
            assertEquals(true, pause.compareTo(BOOTH.retryMax()) <= 0);
            before = pause;
        }
        assertEquals(new WaitUntil(T.plus(BOOTH.retryMax())), policy.next(T.plusSeconds(5)));
        assertEquals(0, policy.drawn(text("a"), T).failures());
    }

    @Test
    void afterAFailureItIsDrawnEvenIfItWasShownBefore() {
        var policy = ScreenPolicy.fresh(BOOTH, BOOTH.interval(), T)
                .want(text("a"), T)
                .drawn(text("a"), T)
                .want(text("b"), T.plusSeconds(40))
                .failed(T.plusSeconds(60))
                .want(text("a"), T.plusSeconds(61));
        assertInstanceOf(Draw.class, policy.next(T.plusSeconds(1000)));
    }

    @Property
    void keepsItsIntervalWhateverHappens(@ForAll @Size(max = 200) List<@IntRange(max = 3) Integer> changes) {
        var policy = ScreenPolicy.fresh(BOOTH, BOOTH.interval(), T);
        Instant lastDrawn = Instant.MIN;
        for (int second = 0; second < changes.size(); second++) {
            Instant now = T.plusSeconds(second);
            policy = policy.want(text("" + changes.get(second)), now);
            if (policy.next(now) instanceof Draw(ScreenText text)) {
                assertEquals(true, lastDrawn.equals(Instant.MIN) || !now.isBefore(lastDrawn.plus(BOOTH.interval())));
                policy = policy.drawn(text, now);
                lastDrawn = now;
            }
        }
    }

    private static ScreenText text(String sentence) {
        return new ScreenText("pi1", StateWord.IDLE, Quorum.of(3, 3), List.of(), sentence, Optional.empty());
    }
}
