package crm.printer.paper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crm.emulator.paper.PaperRoll;
import java.util.Optional;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class PaperQuestionTest {

    private static Optional<PaperState> asked(PaperRoll roll, PaperQuestion question) {
        byte[] answer = roll.feed(question.bytes());
        return answer.length == 0 ? Optional.empty() : question.meaning(answer[0] & 0xff);
    }

    @Example
    void understandsAPrinterThatHasPaperHasNoneOrIsOpen() {
        var roll = new PaperRoll();
        for (PaperQuestion question : PaperQuestion.values()) {
            assertEquals(Optional.of(PaperState.READY), asked(roll, question), question::toString);
        }
        roll.openCover();
        assertEquals(Optional.of(PaperState.COVER_OPEN), asked(roll, PaperQuestion.WHY_NOT));
        assertEquals(Optional.of(PaperState.READY), asked(roll, PaperQuestion.NOW));
        assertEquals(Optional.empty(), asked(roll, PaperQuestion.ONCE_PRINTED), "it waits for its turn");
        roll.closeCover();
        roll.takePaperOut();
        assertEquals(Optional.of(PaperState.OUT), asked(roll, PaperQuestion.NOW));
        assertEquals(Optional.of(PaperState.OUT), asked(roll, PaperQuestion.WHY_NOT));
    }

    /** Whatever byte comes: a state, or no answer at all; flow control is never taken for one of the first two. */
    @Property(tries = 2000)
    void anyByteIsAnAnswerOrNone(@ForAll @IntRange(min = -1, max = 255) int answer, @ForAll PaperQuestion question) {
        Optional<PaperState> meaning = question.meaning(answer);
        assertTrue(meaning.map(state -> state != PaperState.SILENT).orElse(true));
        boolean flowControl = answer == 0x11 || answer == 0x13;
        assertTrue(!flowControl || meaning.isEmpty(), () -> question + " took " + answer + " for " + meaning);
    }

    @Example
    void anAnswerToAnotherQuestionIsNoneToThisOne() {
        // "Printed" is all zeros, which no answer to DLE EOT is, and the other way round.
        assertEquals(Optional.empty(), PaperQuestion.NOW.meaning(0x00));
        assertEquals(Optional.empty(), PaperQuestion.WHY_NOT.meaning(0x0c));
        assertEquals(Optional.empty(), PaperQuestion.ONCE_PRINTED.meaning(0x12));
    }
}
