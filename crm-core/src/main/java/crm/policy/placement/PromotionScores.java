package crm.policy.placement;

import crm.model.NodeName;
import crm.model.Score;
import crm.policy.situation.InstanceStanding;
import crm.policy.situation.Situation;
import crm.policy.situation.Unit;
import java.util.Optional;

/** How much agents want their instance promoted where, as they say in the node attributes {@code master-…}. */
final class PromotionScores {

    private static final String ATTRIBUTE = "master-";

    private final Situation situation;
    private final PlacementBoard board;
    private final NodeChoice choice;

    PromotionScores(Situation situation, PlacementBoard board, NodeChoice choice) {
        this.situation = situation;
        this.board = board;
        this.choice = choice;
    }

    /** Lets instances be drawn to where they would be promoted. */
    void prefer(Unit.CloneUnit clone) {
        for (Unit copy : clone.copies()) {
            for (int node = 0; node < board.nodes().size(); node++) {
                Optional<Score> before = board.score(copy, node);
                if (before.isEmpty() || !choice.available(board, node)) {
                    continue;
                }
                Score score = of(copy, node).orElse(Score.ZERO);
                if (score.isPositive()) {
                    var row = board.copyOfRow(copy);
                    row[node] = before.get().plus(score);
                    board.replace(copy, row);
                }
                if (score.compareTo(board.priority(copy)) > 0) {
                    board.priority(copy, score);
                }
            }
        }
    }

    /** How much an instance wants to be promoted on a node, of a group the sum; empty if nobody says. */
    Optional<Score> of(Unit copy, int node) {
        if (copy instanceof Unit.Instance instance) {
            return applies(instance, node) ? attribute(instance, node) : Optional.empty();
        }
        long sum = 0;
        boolean said = false;
        for (Unit child : copy.children()) {
            Optional<Score> score = of(child, node);
            said |= score.isPresent();
            sum += score.map(Score::value).orElse(0);
        }
        return said ? Optional.of(Score.of(sum)) : Optional.empty();
    }

    private Optional<Score> attribute(Unit.Instance instance, int node) {
        Optional<Unit> container = situation.bundledContainer(board.nodes().get(node));
        boolean onHost = container.isPresent()
                && instance.definition().meta("container-attribute-target").equals(Optional.of("host"));
        Optional<Integer> where = onHost ? container.flatMap(board::chosen) : Optional.of(node);
        if (where.isEmpty()) {
            return Optional.empty();
        }
        var facts = situation.node(board.nodes().get(where.get())).facts();
        String name =
                situation.standing(instance).historyName().orElse(instance.id().toString());
        Optional<String> text = facts.attribute(ATTRIBUTE + name);
        if (text.isEmpty() && !isUnique(instance)) {
            text = facts.attribute(ATTRIBUTE + instance.id().resource());
        }
        return text.map(t -> Score.parse(t).orElse(Score.ZERO));
    }

    private boolean isUnique(Unit unit) {
        return situation.cloneOf(unit).map(clone -> clone.options().unique()).orElse(false);
    }

    /** A score counts where the state of its instance is known, or if nothing is known of it anywhere. */
    private boolean applies(Unit.Instance instance, int node) {
        NodeName name = board.nodes().get(node);
        InstanceStanding standing = situation.standing(instance);
        boolean known = standing.known().contains(name) || standing.active().contains(name);
        if (!known && !isUnique(instance)) {
            Optional<Unit> active = peers(instance)
                    .filter(peer -> situation.standing(peer).active().contains(name))
                    .findFirst();
            known = active.isEmpty()
                    ? peers(instance)
                            .anyMatch(peer -> situation.standing(peer).known().contains(name))
                    : active.get().index() == instance.index();
        }
        boolean unknownEverywhere =
                standing.active().isEmpty() && standing.known().isEmpty();
        return (known || unknownEverywhere)
                && board.score(instance, node).filter(s -> !s.isNegative()).isPresent();
    }

    /** The instances of the same primitive. */
    private java.util.stream.Stream<Unit> peers(Unit.Instance instance) {
        return situation.cloneOf(instance).stream()
                .flatMap(clone -> clone.copies().stream())
                .flatMap(copy -> copy.children().isEmpty()
                        ? java.util.stream.Stream.of(copy)
                        : copy.children().stream().map(Unit.class::cast))
                .filter(peer ->
                        peer.definition().id().equals(instance.definition().id()));
    }
}
