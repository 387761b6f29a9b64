package crm.node.control;

import crm.control.Reply;
import crm.control.Request;
import crm.model.InstanceId;
import crm.model.NodeName;
import crm.model.ResourceId;
import crm.model.Role;
import crm.state.Quorum;
import crm.status.StatusView;
import crm.status.StatusView.Condition;
import crm.status.StatusView.Flags;
import crm.status.StatusView.NodeLine;
import crm.status.StatusView.ResourceLine;
import crm.status.StatusView.Where;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** A control socket behind which there is no cluster, only one status: to measure what the command line itself takes. */
public final class CannedDaemon {

    private CannedDaemon() {}

    /** @param args the path of the socket */
    public static void main(String[] args) throws Exception {
        try (var socket = new ControlSocket(Path.of(args[0]), (caller, request, out) -> {
            out.accept(
                    request instanceof Request.ShowStatus
                            ? new Reply.Status(status(Instant.parse("2026-11-21T12:00:00Z")))
                            : Reply.Failed.of(Reply.Kind.ERROR, "only the status is canned"));
            return () -> {};
        })) {
            socket.start();
            new CountDownLatch(1).await();
        }
    }

    /** A quiet cluster of three. */
    public static StatusView status(Instant now) {
        var pi1 = new NodeName("pi1");
        var pi2 = new NodeName("pi2");
        return new StatusView(
                "demo",
                pi1,
                now,
                Optional.of(pi1),
                3,
                new Quorum.Held(3, 3),
                "0.1.0",
                Optional.empty(),
                false,
                false,
                "Everything runs.",
                List.of(),
                List.of(node(pi1), node(pi2), node(new NodeName("pi3"))),
                List.of(group(pi1)),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty());
    }

    private static NodeLine node(NodeName name) {
        return new NodeLine(
                name, false, Condition.ONLINE, "It is well.", List.of(), Optional.empty(), Optional.empty());
    }

    private static ResourceLine group(NodeName node) {
        var members = List.of("ip", "disk", "site").stream()
                .map(id -> new ResourceLine(
                        new ResourceId(id),
                        "primitive",
                        Optional.of("crm:agent"),
                        List.of(new Where(InstanceId.of(new ResourceId(id)), node, Role.STARTED)),
                        Flags.NONE,
                        Optional.empty(),
                        "It prefers " + node + ".",
                        List.of()))
                .toList();
        return new ResourceLine(
                new ResourceId("web"), "group", Optional.empty(), List.of(), Flags.NONE, Optional.empty(), "", members);
    }
}
