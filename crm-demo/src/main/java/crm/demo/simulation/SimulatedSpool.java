package crm.demo.simulation;

import crm.alert.ReceiptOrder;
import crm.journal.AgreedState.ReceiptNote;
import crm.journal.ChainedHash;
import crm.port.AlertPrinter;
import crm.transition.Outcome;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** A node's receipts on disk, and the printer beside it. What is there survives the daemon and a loss of power. */
final class SimulatedSpool implements AlertPrinter {

    private final SimulatedCluster cluster;
    private final SimulatedNode node;
    private final SortedMap<Integer, ReceiptOrder> held = new TreeMap<>();
    private final SortedMap<Integer, ReceiptOrder> printed = new TreeMap<>();

    SimulatedSpool(SimulatedCluster cluster, SimulatedNode node) {
        this.cluster = cluster;
        this.node = node;
    }

    @Override
    public Outcome print(ReceiptOrder order) {
        if (!node.diskWrites() || !cluster.chronicle().spoolsTake()) {
            return new Outcome.Failed("the spool cannot be written");
        }
        ReceiptOrder before = printed.get(order.number());
        if (before != null) {
            return new Outcome.Succeeded(hash(before));
        }
        held.put(order.number(), order);
        return new Outcome.Succeeded(hash(order));
    }

    @Override
    public void noted(List<ReceiptNote> notes) {
        for (ReceiptNote note : notes) {
            ReceiptOrder order = held.remove(note.number());
            if (order != null && note.node().equals(node.name()) && note.hash().equals(hash(order))) {
                printed.put(order.number(), order);
                cluster.chronicle().onPaper(order);
                cluster.saw(new Happening.OnPaper(node.name(), order));
            }
        }
    }

    /** Each printer sets its receipts in its own way. */
    private String hash(ReceiptOrder order) {
        return new ChainedHash(order.previousHash())
                .next(node.name() + " " + order.incident().number())
                .hex();
    }
}
