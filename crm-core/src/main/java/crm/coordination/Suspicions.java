package crm.coordination;

import crm.journal.FirstSign;
import crm.model.NodeName;
import crm.state.Incarnation;
import crm.state.PowerProof;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * What this node has reason to believe of others, before the cluster has agreed on anything.
 *
 * @param signs when something was first wrong with a node, and what
 * @param proofs proofs that a life of a node has ended; they stay true for that life for ever
 */
public record Suspicions(SequencedMap<NodeName, Sign> signs, SequencedMap<NodeName, DarkLife> proofs) {

    static final Suspicions NONE = new Suspicions(new LinkedHashMap<>(), new LinkedHashMap<>());

    public Suspicions {
        signs = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(signs));
        proofs = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(proofs));
    }

    /**
     * A first sign of trouble.
     *
     * @param life the life of the node that was known then
     * @param kind what it was
     * @param what the same as a sentence
     */
    public record Sign(Instant at, Incarnation life, FirstSign kind, String what) {}

    /** A life of a node that is proven to have ended. */
    public record DarkLife(Incarnation life, PowerProof proof) {}

    Optional<Sign> sign(NodeName node) {
        return Optional.ofNullable(signs.get(node));
    }

    /** The proof that this very life of the node has ended, if there is one. */
    Optional<PowerProof> proof(NodeName node, Incarnation life) {
        return Optional.ofNullable(proofs.get(node))
                .filter(dark -> dark.life().equals(life))
                .map(DarkLife::proof);
    }

    Suspicions suspect(NodeName node, Sign sign) {
        var changed = new LinkedHashMap<>(signs);
        changed.putIfAbsent(node, sign);
        return new Suspicions(changed, proofs);
    }

    Suspicions clear(NodeName node) {
        var changed = new LinkedHashMap<>(signs);
        changed.remove(node);
        return new Suspicions(changed, proofs);
    }

    Suspicions proven(NodeName node, DarkLife dark) {
        var changed = new LinkedHashMap<>(proofs);
        changed.put(node, dark);
        return new Suspicions(signs, changed);
    }
}
