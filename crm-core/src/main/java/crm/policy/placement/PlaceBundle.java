package crm.policy.placement;

import crm.model.Score;
import crm.policy.ScoreLine;
import crm.policy.constraint.Together;
import crm.policy.situation.Unit;
import crm.transition.PlacementReason;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Places a bundle: its containers as a clone's instances are, then each replica's address and connection, then what
 * runs inside, which has its place with that.
 */
final class PlaceBundle {

    private final PlaceResources all;
    private final PlaceClone instances;

    PlaceBundle(PlaceResources all, PlaceClone instances) {
        this.all = all;
        this.instances = instances;
    }

    void apply(Unit.BundleUnit bundle, PlacementBoard board) {
        if (board.progress(bundle) != PlacementBoard.Progress.OPEN) {
            return;
        }
        board.begin(bundle);
        all.trace.note(ScoreLine.Step.BUNDLE, bundle, board);
        List<Unit> containers = new InstanceOrder(all, board, bundle).sorted(bundle.containers());
        instances.placeInstances(bundle, containers, bundle.replicas().size(), bundle.perNode(), board);
        bundle.replicas().forEach(replica -> placeRest(bundle, replica, board));
        bundle.contained().ifPresent(clone -> {
            openInside(bundle, clone, board);
            all.placeMember(clone, board, Attempt.DEFINITE);
        });
        board.end(bundle);
    }

    private void placeRest(Unit.BundleUnit bundle, Unit.Replica replica, PlacementBoard board) {
        replica.address().ifPresent(address -> all.placeMember(address, board, Attempt.DEFINITE));
        replica.connection().ifPresent(connection -> {
            followToRemote(replica, connection, board);
            all.placeMember(connection, board, Attempt.DEFINITE);
            Optional<Unit> inside = bundle.inside(replica);
            inside.ifPresent(unit -> placeInside(bundle, unit, node(connection, board), board));
        });
    }

    /** A container on a remote node is reached through the node that has the connection to that. */
    private void followToRemote(Unit.Replica replica, Unit.Instance connection, PlacementBoard board) {
        board.chosenNode(replica.container())
                .filter(host -> all.situation.node(host).isRemote())
                .flatMap(all.situation::connection)
                .ifPresent(through -> all.follow.follow(
                        board,
                        new Together(
                                "#replica-remote-with-host-remote",
                                connection.index(),
                                Optional.empty(),
                                through.index(),
                                Optional.empty(),
                                Score.INFINITY,
                                Together.NODE_NAME,
                                true,
                                true),
                        connection));
    }

    private static int node(Unit connection, PlacementBoard board) {
        return board.column(new crm.model.NodeName(connection.id().toString()));
    }

    /** It runs in its own container or nowhere. */
    private void placeInside(Unit.BundleUnit bundle, Unit unit, int own, PlacementBoard board) {
        @Nullable Score[] row = board.copyOfRow(unit);
        for (int node = 0; node < row.length; node++) {
            if (row[node] != null && node != own) {
                row[node] = Score.NEVER;
            } else if (node == own
                    && !board.refusal(unit, node)
                            .filter(PlacementReason.TooManyFailures.class::isInstance)
                            .isPresent()) {
                row[node] = Score.INFINITY;
            }
        }
        board.replace(unit, row);
        Unit.CloneUnit clone = bundle.contained().orElseThrow();
        board.begin(clone);
        all.placeMember(unit, board, Attempt.definite(own));
        board.reopenItself(clone);
    }

    private static void openInside(Unit.BundleUnit bundle, Unit.CloneUnit clone, PlacementBoard board) {
        @Nullable Score[] row = board.copyOfRow(clone);
        for (int node = 0; node < row.length; node++) {
            row[node] = row[node] == null ? null : Score.NEVER;
        }
        for (Unit.Replica replica : bundle.replicas()) {
            replica.connection().ifPresent(connection -> row[node(connection, board)] = Score.ZERO);
        }
        board.replace(clone, row);
    }
}
