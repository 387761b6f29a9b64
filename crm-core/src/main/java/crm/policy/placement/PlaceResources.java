package crm.policy.placement;

import crm.configuration.ClusterOptions;
import crm.model.NodeName;
import crm.model.Role;
import crm.model.Score;
import crm.policy.constraint.ColocationIndex;
import crm.policy.constraint.ConstraintIndex;
import crm.policy.preference.PreferenceTable;
import crm.policy.situation.NodeStanding;
import crm.policy.situation.Situation;
import crm.policy.situation.Unit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Places every resource, highest priority first. Placing a unit places those first that it depends on: what a
 * mandatory colocation leaves open must be known before optional ones are weighed, so the order cannot be laid out
 * beforehand as a list. A unit that is being placed already is not placed again, which cuts cycles.
 */
public final class PlaceResources {

    final ClusterOptions options;
    final Situation situation;
    final ConstraintIndex constraints;
    final ColocationIndex colocations;
    final Capacity capacity;
    final NodeChoice choice;
    final ColocationPull pull;
    final ColocationFollow follow;
    final NodeSameness sameness;
    final ScoreTrace trace;
    /** Whether fencing is wanted and impossible. */
    private final boolean helpless;

    private final Map<Integer, List<Unit>> turns = new HashMap<>();
    private final PreferenceTable preferences;
    private final PlacePrimitive placePrimitive = new PlacePrimitive(this);
    private final PlaceGroup placeGroup = new PlaceGroup(this);
    private final PlaceClone placeClone = new PlaceClone(this);
    private final PlaceBundle placeBundle = new PlaceBundle(this, placeClone);

    public PlaceResources(
            ClusterOptions options, Situation situation, ConstraintIndex constraints, PreferenceTable preferences) {
        this.options = options;
        this.situation = situation;
        this.helpless = options.fencingEnabled() && !situation.canFence();
        this.trace = new ScoreTrace(situation);
        this.constraints = constraints;
        this.colocations = constraints.colocations();
        this.preferences = preferences;
        this.capacity = new Capacity(situation, colocations);
        this.choice = new NodeChoice(situation, options.placementStrategy(), capacity);
        this.sameness = new NodeSameness(situation);
        this.pull = new ColocationPull(situation, constraints, choice, sameness);
        this.follow = new ColocationFollow(situation, choice, sameness);
    }

    public Placement result() {
        var board = new PlacementBoard(situation, preferences, capacity);
        List<Unit> order = new PlacementOrder(this, board).result();
        placeConnections(order, board);
        for (Unit unit : order) {
            place(unit, board, Attempt.DEFINITE);
        }
        var choices = new ArrayList<Placement.Choice>();
        var explain = new ExplainPlacement(situation, options, board, choice);
        for (Unit unit : situation.units()) {
            choices.add(settle(unit, board, explain));
        }
        return new Placement(choices, order, turnsKept(board) ? turns : Map.of(), trace.lines(), board.standings());
    }

    /** Notes the order in which the instances of a clone were placed. */
    void haveTurns(Unit.CloneUnit clone, List<Unit> copies) {
        if (situation.parent(clone).isEmpty()) {
            turns.put(clone.index(), List.copyOf(copies));
        }
    }

    /** Looking for instances somewhere puts them back into the order of their numbers. */
    private boolean turnsKept(PlacementBoard board) {
        return !options.startupProbes() || board.standings().values().stream().noneMatch(NodeStanding::looksNow);
    }

    /** Which remote nodes there will be must be known before anything is placed on them. */
    private void placeConnections(List<Unit> order, PlacementBoard board) {
        for (Unit unit : order) {
            if (unit.definition().isRemoteConnection()) {
                Optional<Integer> arriving =
                        situation.standing(unit).migration().map(half -> board.column(half.target()));
                place(unit, board, new Attempt(arriving, true));
            }
        }
    }

    /** Places a unit; one inside a collective is placed with it. */
    void place(Unit unit, PlacementBoard board, Attempt attempt) {
        Optional<Unit> parent = situation.parent(unit);
        if (parent.isPresent() && board.progress(parent.get()) == PlacementBoard.Progress.OPEN) {
            place(parent.get(), board, attempt);
            return;
        }
        placeMember(unit, board, attempt);
    }

    void placeMember(Unit unit, PlacementBoard board, Attempt attempt) {
        switch (unit) {
            case Unit.Instance instance -> placePrimitive.apply(instance, board, attempt);
            case Unit.GroupUnit group -> placeGroup.apply(group, board, attempt);
            case Unit.CloneUnit clone -> placeClone.apply(clone, board);
            case Unit.BundleUnit bundle -> placeBundle.apply(bundle, board);
        }
    }

    /**
     * Whether the cluster may do anything to it. Where fencing is wanted and impossible, to no instance; the points of
     * collectives remain.
     */
    boolean isManaged(Unit unit) {
        return situation.standing(unit).managed() && (!helpless || unit.isCollective());
    }

    /** What is active may stay so without quorum, but not promoted, if that is the policy. */
    private Role withoutQuorum(Unit unit, Role role) {
        boolean demoted = !situation.quorate()
                && situation.noQuorum() == ClusterOptions.NoQuorumPolicy.DEMOTE
                && role == Role.PROMOTED
                && situation.standing(unit).role().compareTo(Role.UNPROMOTED) >= 0;
        return demoted ? Role.UNPROMOTED : role;
    }

    private Placement.Choice settle(Unit unit, PlacementBoard board, ExplainPlacement explain) {
        Optional<NodeName> node = board.chosenNode(unit);
        Role usual = node.isPresent() ? Role.STARTED : Role.STOPPED;
        Role role = withoutQuorum(unit, board.nextRole(unit).orElse(usual));
        // That nothing may be done to it turns out when it is placed, which one instance too many never is.
        boolean decided = board.progress(unit) != PlacementBoard.Progress.OPEN;
        boolean managed = decided ? isManaged(unit) : situation.standing(unit).managed();
        var allowed = new ArrayList<NodeName>();
        @Nullable Score[] row = board.row(unit);
        for (int column = 0; column < row.length; column++) {
            if (row[column] != null) {
                allowed.add(board.nodes().get(column));
            }
        }
        return new Placement.Choice(
                node,
                role,
                board.priority(unit),
                managed,
                decided,
                explain.why(unit),
                unit instanceof Unit.Instance instance ? explain.refusals(instance) : new LinkedHashMap<>(),
                List.copyOf(allowed));
    }
}
