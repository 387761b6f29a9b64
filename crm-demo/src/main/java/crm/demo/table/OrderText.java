package crm.demo.table;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Reads orders as a person types them after {@code crm table}. */
public final class OrderText {
    private OrderText() {}

    /** Words that are no order, and what would be one. */
    public static final class NotUnderstood extends Exception {
        private static final long serialVersionUID = 1L;

        NotUnderstood(String message) {
            super(message);
        }
    }

    /**
     * @throws NotUnderstood with a sentence for the person who typed it
     */
    public static Order parse(List<String> words) throws NotUnderstood {
        if (words.isEmpty()) {
            throw new NotUnderstood("no order given");
        }
        var rest = words.subList(1, words.size());
        return switch (words.getFirst()) {
            case "unplug" -> new Order.Unplug(machine(words));
            case "plug" -> new Order.Plug(machine(words));
            case "panic" -> new Order.Panic(machine(words));
            case "freeze" -> freeze(words);
            case "thaw" -> new Order.Thaw(machine(words));
            case "cut" -> new Order.Cut(machine(words));
            case "join" -> new Order.Join(machine(words));
            case "cut-storage" -> alone(new Order.Cut(Layout.STORAGE), rest);
            case "join-storage" -> alone(new Order.Join(Layout.STORAGE), rest);
            case "switch-quirk" -> quirk(rest);
            case "switch-off" -> alone(new Order.SwitchAnswers(false), rest);
            case "switch-on" -> alone(new Order.SwitchAnswers(true), rest);
            case "main-plug" -> new Order.MainPlug(onOrOff("main-plug", rest));
            case "state" -> alone(new Order.Look(), rest);
            case "down" -> alone(new Order.PutAway(), rest);
            default -> throw new NotUnderstood("the table knows no \"" + words.getFirst() + "\"");
        };
    }

    private static String machine(List<String> words) throws NotUnderstood {
        var known = String.join(", ", Layout.machines());
        if (words.size() != 2) {
            throw new NotUnderstood(words.getFirst() + " needs one name of: " + known);
        }
        var name = words.get(1);
        if (!Layout.machines().contains(name)) {
            throw new NotUnderstood("there is no \"" + name + "\" on the table, but " + known);
        }
        return name;
    }

    private static Order freeze(List<String> words) throws NotUnderstood {
        if (words.size() == 2) {
            return new Order.Freeze(machine(words), Optional.empty());
        }
        if (words.size() != 3 || !words.get(2).matches("\\d{1,4}(\\.\\d{1,3})?")) {
            throw new NotUnderstood("freeze NODE [SECONDS], such as: freeze pi2 5");
        }
        var millis = Math.round(Double.parseDouble(words.get(2)) * 1000);
        return new Order.Freeze(machine(words.subList(0, 2)), Optional.of(Duration.ofMillis(millis)));
    }

    private static Order quirk(List<String> rest) throws NotUnderstood {
        if (rest.size() != 2) {
            throw new NotUnderstood("switch-quirk QUIRK on|off");
        }
        return new Order.Quirk(rest.getFirst(), onOrOff("switch-quirk " + rest.getFirst(), rest.subList(1, 2)));
    }

    private static boolean onOrOff(String order, List<String> rest) throws NotUnderstood {
        if (rest.equals(List.of("on"))) {
            return true;
        }
        if (rest.equals(List.of("off"))) {
            return false;
        }
        throw new NotUnderstood(order + " is either on or off");
    }

    private static Order alone(Order order, List<String> rest) throws NotUnderstood {
        if (!rest.isEmpty()) {
            throw new NotUnderstood("\"" + String.join(" ", rest) + "\" is too much");
        }
        return order;
    }
}
