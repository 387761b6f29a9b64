package crm.policy.preference;

import crm.configuration.ClusterOptions;
import crm.model.NodeName;
import crm.model.Score;
import crm.policy.situation.NodeStanding;
import crm.policy.situation.Situation;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/** What nodes' health attributes ({@code #health…}) say for or against them, as the chosen strategy weighs them. */
public final class NodeHealth {

    private final ClusterOptions options;
    private final Situation situation;

    public NodeHealth(ClusterOptions options, Situation situation) {
        this.options = options;
        this.situation = situation;
    }

    /** The score of each node that has one other than zero. */
    public SequencedMap<NodeName, Score> scores() {
        var scores = new LinkedHashMap<NodeName, Score>();
        if (options.nodeHealthStrategy().equals("none")) {
            return scores;
        }
        for (NodeStanding node : situation.nodes().values()) {
            Score sum = sum(node);
            if (!sum.equals(Score.ZERO)) {
                scores.put(node.name(), sum);
            }
        }
        return scores;
    }

    /**
     * Whether a node is ill: negative if any of its health attributes is red, else zero if any is yellow, else positive.
     * A number is a score and no colour, unless it forbids the node.
     *
     * @return empty if no strategy is chosen, for then nobody asks
     */
    public Optional<Integer> worst(NodeStanding node) {
        if (options.nodeHealthStrategy().equals("none")) {
            return Optional.empty();
        }
        int worst = 1;
        for (var attribute : node.facts().attributes().entrySet()) {
            if (attribute.getKey().startsWith("#health")) {
                worst = Math.min(worst, illness(attribute.getValue()));
            }
        }
        return Optional.of(worst);
    }

    private int illness(String text) {
        return switch (text) {
            case "red" -> -1;
            case "yellow" -> 0;
            case "green" -> 1;
            default -> Score.parse(text).filter(Score::isNever).isPresent() ? -1 : 1;
        };
    }

    private Score sum(NodeStanding node) {
        boolean based = options.nodeHealthStrategy().equals("progressive");
        Score sum = based ? options.healthBase() : Score.ZERO;
        for (var attribute : node.facts().attributes().entrySet()) {
            if (attribute.getKey().startsWith("#health")) {
                sum = sum.plus(value(attribute.getValue()));
            }
        }
        return sum;
    }

    private Score value(String text) {
        return switch (text) {
            case "red", "yellow", "green" -> colour(text);
            default -> Score.parse(text).orElse(Score.ZERO);
        };
    }

    private Score colour(String colour) {
        return switch (options.nodeHealthStrategy()) {
            case "migrate-on-red" -> colour.equals("red") ? Score.NEVER : Score.ZERO;
            case "only-green" -> colour.equals("green") ? Score.ZERO : Score.NEVER;
            default -> options.healthScore(colour);
        };
    }
}
