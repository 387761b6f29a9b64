package crm.printer.roll;

import crm.journal.AgreedState.ReceiptNote;
import crm.journal.ChainedHash;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Checks a roll against the journal's notes: has anything been taken out, altered, added or put in another place? Each
 * receipt's hash covers the one before, so that even a whole new roll cannot be made without the journal.
 */
public final class RollVerifier {

    private final String cluster;
    private final TreeMap<Integer, ReceiptNote> notes = new TreeMap<>();

    /**
     * A verifier for a cluster.
     *
     * @param notes what the journal still knows, in any order
     */
    public RollVerifier(String cluster, List<ReceiptNote> notes) {
        this.cluster = cluster;
        notes.forEach(note -> this.notes.put(note.number(), note));
    }

    /** Everything there is to say of a roll, by its order; what is missing comes last. */
    public List<Finding> verify(List<PrintedReceipt> roll) {
        var findings = new ArrayList<Finding>();
        var seen = new HashSet<Integer>();
        int highest = 0;
        for (PrintedReceipt receipt : roll) {
            if (receipt.seal().isEmpty()) {
                findings.add(new Finding.CutShort(receipt.number()));
                continue;
            }
            findings.add(finding(receipt));
            if (!seen.add(receipt.number())) {
                findings.add(new Finding.SecondCopy(receipt.number(), receipt.marked()));
            } else if (receipt.number() < highest) {
                findings.add(new Finding.OutOfOrder(receipt.number(), highest));
            }
            highest = Math.max(highest, receipt.number());
        }
        for (ReceiptNote note : notes.values()) {
            if (!seen.contains(note.number())) {
                findings.add(absent(note, seen, highest));
            }
        }
        return findings;
    }

    /** Where several nodes have printers, there are several rolls, each with its own numbers left out. */
    private Finding absent(ReceiptNote note, Set<Integer> seen, int highest) {
        boolean known = seen.stream().anyMatch(notes::containsKey);
        boolean sameRoll = seen.stream()
                .map(notes::get)
                .anyMatch(other -> other != null && other.node().equals(note.node()));
        return known && !sameRoll
                ? new Finding.Elsewhere(note.number(), note.node().value())
                : new Finding.Missing(note.number(), note.number() > highest);
    }

    private Finding finding(PrintedReceipt receipt) {
        int number = receipt.number();
        ReceiptNote note = notes.get(number);
        if (note == null) {
            boolean forgotten = !notes.isEmpty() && number < notes.firstKey();
            return forgotten ? new Finding.TooOld(number) : new Finding.Unknown(number);
        }
        if (receipt.seal().length() < 32 || !note.hash().startsWith(receipt.seal())) {
            return new Finding.Altered(number, "its seal is not the one in the journal");
        }
        Optional<ChainedHash> previous = previous(number);
        if (previous.isEmpty()) {
            return new Finding.SealOnly(number);
        }
        boolean same = previous.get().next(receipt.text()).hex().equals(note.hash());
        return same ? new Finding.Genuine(number) : new Finding.Altered(number, "its words do not match its seal");
    }

    private Optional<ChainedHash> previous(int number) {
        if (number == 1) {
            return Optional.of(ChainedHash.first(cluster));
        }
        return Optional.ofNullable(notes.get(number - 1)).map(note -> new ChainedHash(note.hash()));
    }
}
