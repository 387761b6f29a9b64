package crm.demo.simulation;

import crm.control.Caller;
import crm.control.Reply;
import crm.control.Request;
import crm.coordination.Event;
import crm.model.NodeName;
import crm.status.StatusView;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** What people ask of a simulated cluster, and who hears the answers. */
final class Inquiries {

    private final SimulatedCluster cluster;
    private final Map<String, Asked> asked = new LinkedHashMap<>();
    private final Set<String> over = new HashSet<>();
    private int count;

    /** A request, and who hears the answers. */
    private record Asked(Request request, Consumer<Reply> answers) {}

    Inquiries(SimulatedCluster cluster) {
        this.cluster = cluster;
    }

    /** Nothing is asked of a node that is not there. */
    void ask(SimulatedNode node, Caller caller, Request request, Consumer<Reply> answers) {
        if (node.alive()) {
            String id = "request-" + count++;
            asked.put(id, new Asked(request, answers));
            node.post(new Event.RequestArrived(id, caller, request));
        }
    }

    /** Of what was answered and forgotten meanwhile nobody wants another answer. */
    void answered(NodeName on, String id, Reply reply) {
        Optional.ofNullable(asked.get(id)).ifPresent(question -> {
            if (!over.contains(id)) {
                question.answers().accept(reply);
            }
            if (reply.isLast()) {
                over.add(id);
            }
            cluster.saw(new Happening.Answered(on, question.request(), reply));
        });
    }

    /** What is answered is let go of. */
    void forget() {
        asked.keySet().removeAll(over);
        over.clear();
    }

    /** The cluster as the first node that lives would show it. */
    StatusView status() {
        cluster.ask(new Request.ShowStatus());
        cluster.run(Duration.ofMillis(1));
        return ((Reply.Status) cluster.replies().getLast()).view();
    }

    /** What the leader would do now if it planned anew. */
    List<String> wouldDo() {
        NodeName leader = cluster.leader();
        cluster.askOn(
                leader, new Request.WhatIfConfigured(cluster.agreed(leader).configuration()));
        cluster.run(Duration.ofMillis(1));
        return cluster.replies().getLast() instanceof Reply.Forecast forecast ? forecast.actions() : List.of();
    }
}
