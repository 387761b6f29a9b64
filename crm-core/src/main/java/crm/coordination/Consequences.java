package crm.coordination;

import crm.journal.AgreedState;
import crm.journal.Entry;
import crm.journal.Entry.AlertsTold;
import crm.journal.Entry.AttributeChanged;
import crm.journal.Entry.ConfigurationChanged;
import crm.journal.Entry.FencingDrilled;
import crm.journal.Entry.FencingFailed;
import crm.journal.Entry.FencingRequested;
import crm.journal.Entry.FencingWithdrawn;
import crm.journal.Entry.HistoryCleared;
import crm.journal.Entry.LeadershipTaken;
import crm.journal.Entry.MoveEnded;
import crm.journal.Entry.MoveRequested;
import crm.journal.Entry.NodeAdmitted;
import crm.journal.Entry.NodeEnrolled;
import crm.journal.Entry.NodeFenced;
import crm.journal.Entry.NodeJoined;
import crm.journal.Entry.NodeLeft;
import crm.journal.Entry.NodeLost;
import crm.journal.Entry.NodePowered;
import crm.journal.Entry.NodeQuarantined;
import crm.journal.Entry.NodeRemoved;
import crm.journal.Entry.OperationEnded;
import crm.journal.Entry.QuarantineEnded;
import crm.journal.Entry.ReceiptOrdered;
import crm.journal.Entry.ReceiptPrinted;
import crm.journal.Entry.RemovalRequested;
import crm.journal.Entry.TransitionBegun;
import crm.journal.Entry.TransitionEnded;
import crm.model.NodeName;
import crm.state.ExecutionStatus;
import crm.state.OperationRecord;
import crm.transition.Action;
import crm.transition.Action.FenceNode;
import crm.transition.Action.ResourceAction;
import crm.transition.Action.ShutdownNode;
import crm.transition.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What committed entries mean for the plan that a leader carries out: a step of it is done, or it rests on facts that
 * are not true any more and is given up.
 */
final class Consequences {

    private final List<NodeName> leavers = new ArrayList<>();
    private final AgreedState before;
    private Leadership leadership;
    private Optional<Execution> execution;

    /** @param before what was agreed before the entries */
    Consequences(AgreedState before, Leadership leadership, Optional<Execution> execution) {
        this.before = before;
        this.leadership = leadership;
        this.execution = execution;
    }

    Leadership leadership() {
        return leadership;
    }

    Optional<Execution> execution() {
        return execution;
    }

    /** Nodes that may end now. */
    List<NodeName> leavers() {
        return leavers;
    }

    void follow(Entry entry) {
        switch (entry) {
            case LeadershipTaken taken -> {
                if (taken.term() == leadership.term()) {
                    leadership = leadership.takeover(
                            leadership.takeover().map(t -> new Leadership.Takeover(t.proposed(), true, t.settled())));
                }
            }
            case TransitionBegun begun -> begun(begun);
            case OperationEnded ended -> operation(ended.operation());
            case NodeFenced fenced -> fenced(fenced);
            case NodeLeft left -> {
                leavers.add(left.node());
                done(action -> action instanceof ShutdownNode(NodeName node) && node.equals(left.node()));
                leadership = leadership.planAgain();
            }
            case NodeLost lost -> {
                surprise(lost.node() + " was lost");
                forgetOrders(lost.node());
            }
            case NodeJoined joined -> {
                surprise(joined.node() + " came");
                forgetOrders(joined.node());
            }
            case ConfigurationChanged _ -> surprise("the configuration changed");
            case NodeEnrolled enrolled -> surprise(enrolled.node().name() + " is new");
            case HistoryCleared _ -> surprise("failures are forgotten");
            case AttributeChanged changed -> surprise("attribute " + changed.name() + " changed");
            case MoveRequested move -> surprise("a move of " + move.resource() + " is wanted");
            case MoveEnded move -> surprise("the move of " + move.resource() + " is over");
            case NodeRemoved removed -> {
                surprise(removed.node() + " is removed");
                forgetOrders(removed.node());
            }
            case QuarantineEnded ended -> surprise("the quarantine of " + ended.node() + " is over");
            case FencingWithdrawn withdrawn -> {
                leadership = leadership.noPausedAttempt(withdrawn.node());
                surprise(withdrawn.node() + " need not be off");
            }
            case FencingRequested _,
                    NodeAdmitted _,
                    RemovalRequested _,
                    FencingFailed _,
                    NodePowered _,
                    NodeQuarantined _,
                    FencingDrilled _,
                    TransitionEnded _,
                    AlertsTold _,
                    ReceiptOrdered _,
                    ReceiptPrinted _ -> {
                // None of these changes what the policy engine knows.
            }
        }
    }

    private void begun(TransitionBegun begun) {
        boolean ours = begun.term() == leadership.term();
        execution = execution.map(e -> ours && e.number() == begun.number() ? e.nowBegun() : e);
    }

    private void operation(OperationRecord operation) {
        Optional<Step> step = stepOf(operation);
        boolean asExpected = operation.status() == ExecutionStatus.DONE
                && operation.exitCode() == operation.expectedExitCode().orElse(0);
        step.ifPresent(s -> execution = execution.map(e -> e.done(s)));
        if (!asExpected) {
            surprise(operation.instance() + " " + operation.task() + " on " + operation.node()
                    + " ended otherwise than expected");
        } else if (step.isEmpty()) {
            leadership = leadership.planAgain();
        }
    }

    /** The step of this leader's plan that ordered the operation. */
    private Optional<Step> stepOf(OperationRecord operation) {
        return execution.flatMap(e -> e.progress().inFlight().stream()
                .filter(s -> s.action() instanceof ResourceAction)
                .filter(s -> operation
                        .orderedBy()
                        .equals(Optional.of(Performing.orderKey(leadership.term(), e.number(), s.number()))))
                .findFirst());
    }

    private void fenced(NodeFenced fenced) {
        leadership = leadership.noAttempt(fenced.node()).notRestoring(fenced.node());
        boolean planned =
                done(action -> action instanceof FenceNode f && f.node().equals(fenced.node()));
        if (!planned) {
            surprise(fenced.node() + " is proven off");
        } else if (before.mayHaveHandedOver(fenced.node())) {
            surprise("what " + fenced.node() + " was handing over may have arrived");
        }
        forgetOrders(fenced.node());
    }

    /**
     * What an earlier life of a node was ordered to do: nobody will say how that ended. A proof that it is off, or the
     * probes of its new life, settle all of it.
     */
    private void forgetOrders(NodeName node) {
        done(action ->
                action instanceof ResourceAction order && order.id().node().equals(node));
    }

    private boolean done(Predicate<Action> which) {
        List<Step> steps = execution
                .map(e -> e.progress().inFlight().stream()
                        .filter(s -> which.test(s.action()))
                        .toList())
                .orElse(List.of());
        steps.forEach(step -> execution = execution.map(e -> e.done(step)));
        return !steps.isEmpty();
    }

    private void surprise(String what) {
        execution = execution.map(e -> e.abandon(what));
        leadership = leadership.planAgain();
    }
}
