package crm.printer.roll;

import static org.junit.jupiter.api.Assertions.assertEquals;

import crm.journal.AgreedState.ReceiptNote;
import crm.model.NodeName;
import crm.printer.receipt.EscPosCodec;
import crm.printer.receipt.Receipt;
import crm.printer.receipt.ReceiptLayout;
import crm.printer.receipt.VisitorReceipts;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class RollVerifierTest {

    private static final NodeName PI1 = new NodeName("pi1");
    private static final NodeName PI2 = new NodeName("pi2");
    private static final ReceiptLayout LAYOUT = new ReceiptLayout(ZoneOffset.UTC, "http://10.0.0.100");
    private static final Instant LATER = VisitorReceipts.TRIGGER.plus(Duration.ofHours(3));

    private final List<Receipt> receipts = new ArrayList<>();
    private final List<ReceiptNote> notes = new ArrayList<>();

    RollVerifierTest() {
        String previous = VisitorReceipts.NONE_BEFORE;
        for (int number = 1; number <= 4; number++) {
            Receipt receipt = LAYOUT.of(VisitorReceipts.order(number, previous, VisitorReceipts.cablePulled()));
            previous = receipt.hash().hex();
            receipts.add(receipt);
            notes.add(new ReceiptNote(number, number, previous, LATER, PI1));
        }
    }

    @Test
    void findsAWholeRollGenuine() {
        assertEquals(List.of(genuine(1), genuine(2), genuine(3), genuine(4)), verify(roll(1, 2, 3, 4)));
    }

    @Test
    void findsAReceiptThatWasTakenOut() {
        assertEquals(List.of(genuine(1), genuine(2), genuine(4), new Finding.Missing(3, false)), verify(roll(1, 2, 4)));
    }

    @Test
    void findsTheLastReceiptTornOff() {
        assertEquals(List.of(genuine(1), genuine(2), genuine(3), new Finding.Missing(4, true)), verify(roll(1, 2, 3)));
    }

    @Test
    void doesNotMissWhatWasPrintedOnAnotherNodesRoll() {
        ReceiptNote third = notes.get(2);
        notes.set(2, new ReceiptNote(3, 3, third.hash(), LATER, PI2));
        assertEquals(
                List.of(genuine(1), genuine(2), genuine(4), new Finding.Elsewhere(3, "pi2")), verify(roll(1, 2, 4)));
        assertEquals(
                List.of(genuine(1), genuine(3), new Finding.Missing(2, false), new Finding.Missing(4, true)),
                verify(roll(1, 3)));
    }

    @Test
    void findsOneAlteredDigit() {
        byte[] roll = roll(1, 2, 3, 4);
        byte[] altered = new String(roll, StandardCharsets.ISO_8859_1)
                .replaceFirst("0\\.8 s", "0.1 s")
                .getBytes(StandardCharsets.ISO_8859_1);
        List<Finding> findings = verify(altered);
        assertEquals(new Finding.Altered(1, "its words do not match its seal"), findings.getFirst());
        assertEquals(genuine(2), findings.get(1));
    }

    @Test
    void findsAForgedSeal() {
        byte[] roll = new String(roll(1, 2, 3, 4), StandardCharsets.ISO_8859_1)
                .replace(Receipt.groups(receipts.get(1).hash()).getFirst(), "0000 0000 0000 0000")
                .getBytes(StandardCharsets.ISO_8859_1);
        assertEquals(
                new Finding.Altered(2, "its seal is not the one in the journal"),
                verify(roll).get(1));
    }

    @Test
    void findsReceiptsInAnotherOrder() {
        assertEquals(
                List.of(genuine(1), genuine(3), genuine(2), new Finding.OutOfOrder(2, 3), genuine(4)),
                verify(roll(1, 3, 2, 4)));
    }

    @Test
    void findsAReceiptThatTheClusterNeverPrinted() {
        Receipt forged =
                LAYOUT.of(VisitorReceipts.order(5, receipts.getLast().hash().hex(), VisitorReceipts.cablePulled()));
        receipts.add(forged);
        assertEquals(new Finding.Unknown(5), verify(roll(1, 2, 3, 4, 5)).get(4));
    }

    @Test
    void toleratesASecondCopyThatSaysSoAndNoOther() {
        var marked = new ByteArrayOutputStream();
        marked.writeBytes(roll(1, 2, 3, 4));
        marked.writeBytes(EscPosCodec.rows(LAYOUT.remarks(LATER, LATER, true, true)));
        marked.writeBytes(roll(4));
        assertEquals(
                new Finding.SecondCopy(4, true), verify(marked.toByteArray()).getLast());
        assertEquals(
                new Finding.SecondCopy(4, false), verify(roll(1, 2, 3, 4, 4)).getLast());
    }

    @Test
    void aReceiptThatThePaperCutShortIsGenuineOnceItIsPrintedAgain() {
        byte[] first = roll(1);
        var roll = new ByteArrayOutputStream();
        roll.writeBytes(Arrays.copyOf(first, first.length / 2));
        roll.writeBytes(EscPosCodec.flush());
        roll.writeBytes(EscPosCodec.start());
        roll.writeBytes(EscPosCodec.rows(LAYOUT.remarks(LATER, LATER, false, true)));
        roll.writeBytes(roll(1));
        notes.subList(1, 4).clear();
        List<Finding> findings = verify(roll.toByteArray());
        assertEquals(List.of(new Finding.CutShort(1), genuine(1)), findings);
    }

    @Test
    void saysWhatItCannotCheckAnyMore() {
        notes.subList(0, 2).clear();
        assertEquals(
                List.of(new Finding.TooOld(1), new Finding.TooOld(2), new Finding.SealOnly(3), genuine(4)),
                verify(roll(1, 2, 3, 4)));
    }

    @Property
    void neverFailsWhateverIsOnTheRoll(@ForAll @Size(max = 400) byte[] roll) {
        new RollVerifier(VisitorReceipts.CLUSTER, notes).verify(RollReader.read(roll));
    }

    @Property(tries = 200)
    void neverFailsOnARollWithDamage(@ForAll @Size(max = 20) List<Integer> places) {
        byte[] roll = roll(1, 2);
        for (int place : places) {
            roll[Math.floorMod(place, roll.length)] ^= (byte) (place >> 3);
        }
        verify(roll);
    }

    private List<Finding> verify(byte[] roll) {
        return new RollVerifier(VisitorReceipts.CLUSTER, notes).verify(RollReader.read(roll));
    }

    private byte[] roll(int... numbers) {
        var roll = new ByteArrayOutputStream();
        for (int number : numbers) {
            roll.writeBytes(EscPosCodec.start());
            roll.writeBytes(EscPosCodec.rows(receipts.get(number - 1).rows()));
            roll.writeBytes(EscPosCodec.end());
        }
        return roll.toByteArray();
    }

    private static Finding genuine(int number) {
        return new Finding.Genuine(number);
    }
}
