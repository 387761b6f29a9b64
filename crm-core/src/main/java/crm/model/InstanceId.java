package crm.model;

import java.util.Comparator;
import java.util.OptionalInt;

/**
 * One running copy of a primitive: the primitive itself, or its numbered instance where it stands inside a clone or
 * bundle. Written as Pacemaker writes it: {@code web}, {@code web:1}.
 */
public record InstanceId(ResourceId resource, OptionalInt number) implements Comparable<InstanceId> {

    private static final Comparator<InstanceId> ORDER = Comparator.comparing(InstanceId::resource)
            .thenComparingInt(i -> i.number().orElse(-1));

    /** The only instance of a resource that is not cloned. */
    public static InstanceId of(ResourceId resource) {
        return new InstanceId(resource, OptionalInt.empty());
    }

    /** Instance {@code number} of a cloned resource. */
    public static InstanceId of(ResourceId resource, int number) {
        return new InstanceId(resource, OptionalInt.of(number));
    }

    /** Reads {@code web} or {@code web:1}. */
    public static InstanceId parse(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 0) {
            return of(new ResourceId(text));
        }
        return of(new ResourceId(text.substring(0, colon)), Integer.parseInt(text.substring(colon + 1)));
    }

    @Override
    public int compareTo(InstanceId other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return number.isPresent() ? resource + ":" + number.getAsInt() : resource.value();
    }
}
