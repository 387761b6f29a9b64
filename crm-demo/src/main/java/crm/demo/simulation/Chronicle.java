package crm.demo.simulation;

import crm.alert.Alert;
import crm.alert.ReceiptOrder;
import crm.control.Reply;
import crm.model.NodeName;
import crm.status.StatusView;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** What came out of a simulated world: answers, alerts, receipts, last screens, and a transcript if one is kept. */
public final class Chronicle {

    private final VirtualTime time;
    private final boolean recorded;
    private final List<Reply> replies = new ArrayList<>();
    private final List<String> lines = new ArrayList<>();
    private final List<Alert> alerts = new ArrayList<>();
    private final List<ReceiptOrder> receipts = new ArrayList<>();
    private final Map<NodeName, StatusView> lastViews = new LinkedHashMap<>();
    private boolean spoolsTake = true;

    Chronicle(VirtualTime time, boolean recorded) {
        this.time = time;
        this.recorded = recorded;
    }

    /** Whether receipts can be written to any disk. */
    public void spoolsTake(boolean take) {
        spoolsTake = take;
    }

    boolean spoolsTake() {
        return spoolsTake;
    }

    public List<Reply> replies() {
        return List.copyOf(replies);
    }

    /** What is on paper, in that order. */
    public List<ReceiptOrder> receipts() {
        return List.copyOf(receipts);
    }

    /** What the world was told, in that order. */
    public List<Alert> alerts() {
        return List.copyOf(alerts);
    }

    /** What stayed on the screen of a node that left. */
    public Optional<StatusView> lastView(NodeName node) {
        return Optional.ofNullable(lastViews.get(node));
    }

    String transcript() {
        return String.join("\n", lines);
    }

    void tell(Supplier<String> what) {
        if (recorded) {
            lines.add(time.millis() + " ms: " + what.get());
        }
    }

    void replied(Reply reply) {
        replies.add(reply);
    }

    void told(Alert alert) {
        alerts.add(alert);
    }

    void onPaper(ReceiptOrder order) {
        tell(() -> "receipt: " + order.incident().sentence());
        receipts.add(order);
    }

    void forget() {
        replies.clear();
        alerts.clear();
        receipts.clear();
        lines.clear();
    }

    void left(StatusView view) {
        lastViews.put(view.self(), view);
    }
}
