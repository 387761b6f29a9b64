package crm.model;

import java.util.List;

/**
 * One level of a fencing topology: the devices that must all succeed for a target.
 *
 * @param target which nodes it is for
 * @param level 1 to 9, tried in that order
 * @param devices ids of fence devices
 */
public record FencingLevel(String id, Target target, int level, List<String> devices) {

    public FencingLevel {
        devices = List.copyOf(devices);
    }

    /** Which nodes a level is for. */
    public sealed interface Target {}

    public record ByName(NodeName node) implements Target {}

    public record ByPattern(String pattern) implements Target {}

    public record ByAttribute(String attribute, String value) implements Target {}
}
