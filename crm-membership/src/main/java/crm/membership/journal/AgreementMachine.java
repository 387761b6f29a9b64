package crm.membership.journal;

import crm.coordination.Event;
import crm.coordination.Event.EntriesCommitted;
import crm.coordination.Event.StateRestored;
import crm.formats.values.MalformedValue;
import crm.formats.values.ValueCodec;
import crm.journal.AgreedState;
import crm.journal.Entry;
import crm.model.NodeName;
import crm.state.Incarnation;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jgroups.raft.StateMachine;

/**
 * Folds committed records into the agreed state and tells of them. Called by raft's thread only, but for the reading
 * back before raft's thread starts.
 *
 * <p>A record that cannot be read or folded is a fault of the program, and going on would part this node from the
 * others: the owner is told, and nothing more is applied.
 */
final class AgreementMachine implements StateMachine {

    private static final byte[] NOTHING = {};

    private final NodeName self;
    private final Incarnation life;
    private final Fold fold;
    private final Consumer<Event> events;
    private final Consumer<String> onFatal;
    private final Proposals proposals;
    private final Leadership leadership;
    private final ValueCodec codec = new ValueCodec();

    private AgreedState state = AgreedState.EMPTY;
    private long applied;
    private long nextIndex;
    private long nextTerm;
    private boolean live;
    private boolean broken;

    AgreementMachine(
            NodeName self,
            Incarnation life,
            Fold fold,
            Consumer<Event> events,
            Consumer<String> onFatal,
            Proposals proposals,
            Leadership leadership) {
        this.self = self;
        this.life = life;
        this.fold = fold;
        this.events = events;
        this.onFatal = onFatal;
        this.proposals = proposals;
        this.leadership = leadership;
    }

    /** Says which record comes next; raft's own interface does not. */
    void next(long index, long term) {
        nextIndex = index;
        nextTerm = term;
    }

    @Override
    public byte[] apply(byte[] data, int offset, int length, boolean respond) {
        if (broken) {
            throw new IllegalStateException("a record before this one could not be applied");
        }
        if (nextIndex > applied) {
            try {
                apply(codec.read(Arrays.copyOfRange(data, offset, offset + length), Proposal.class));
            } catch (MalformedValue | RuntimeException e) {
                broken = true;
                onFatal.accept("Journal record " + nextIndex + " cannot be applied, most likely because this node"
                        + " runs an older version than the others: " + e);
                throw new IllegalStateException("record " + nextIndex + " cannot be applied", e);
            }
        }
        return NOTHING;
    }

    private void apply(Proposal proposal) {
        boolean counts = proposal.term() == nextTerm;
        List<Entry> entries = counts ? proposal.entries() : List.of();
        state = fold.after(state, nextIndex, entries);
        applied = nextIndex;
        if (!live) {
            return;
        }
        events.accept(new EntriesCommitted(nextIndex, nextTerm, entries));
        if (proposal.from().equals(self)
                && proposal.life().equals(life)
                && proposal.ticket().isPresent()) {
            long ticket = proposal.ticket().getAsLong();
            if (counts) {
                proposals.succeeded(ticket, nextIndex);
            } else {
                proposals.failed(ticket, "the leader changed before it was agreed");
            }
        }
        proposals.termBegun(nextTerm);
        leadership.applied(nextTerm);
    }

    /** Everything known to be committed has been read back; from now on what is applied is told. */
    void readBack() {
        if (!live) {
            live = true;
            events.accept(new StateRestored(state));
        }
    }

    long applied() {
        return applied;
    }

    @Override
    public void readContentFrom(DataInput in) throws IOException {
        long index = in.readLong();
        var text = new byte[in.readInt()];
        in.readFully(text);
        if (index <= applied) {
            return; // this node knows all of it
        }
        try {
            state = codec.read(text, AgreedState.class);
        } catch (MalformedValue e) {
            broken = true;
            onFatal.accept("The snapshot of the journal cannot be read, most likely because this node runs an older"
                    + " version than the one that wrote it: " + e.getMessage());
            throw new IOException("snapshot at index " + index + " cannot be read", e);
        }
        applied = index;
        if (live) {
            proposals.lostSight();
            events.accept(new StateRestored(state));
        }
    }

    @Override
    public void writeContentTo(DataOutput out) throws IOException {
        byte[] text = codec.write(state);
        out.writeLong(applied);
        out.writeInt(text.length);
        out.write(text);
    }

    /** The record to propose. */
    byte[] encode(Proposal proposal) {
        return codec.write(proposal);
    }
}
