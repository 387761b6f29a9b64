package crm.demo.table;

import java.time.Duration;
import java.util.Optional;

/** What a person's hands do to the table. */
public sealed interface Order {

    /** The cable is pulled out: link and power are gone at the same moment. */
    record Unplug(String name) implements Order {}

    /** The cable is put back. */
    record Plug(String name) implements Order {}

    /** The kernel panics: nothing runs and nothing answers, and link and power stay. */
    record Panic(String name) implements Order {}

    /** Every process stops and the kernel goes on answering; empty: until thawed by a power cycle or {@link Thaw}. */
    record Freeze(String name, Optional<Duration> length) implements Order {}

    record Thaw(String name) implements Order {}

    /** The switch forwards nothing from or to this machine any more; link and power stay. */
    record Cut(String name) implements Order {}

    record Join(String name) implements Order {}

    /** One of the misbehaviours real switches were seen with, by the emulator's name for it. */
    record Quirk(String name, boolean on) implements Order {}

    /** Whether the switch's SNMP agent answers. */
    record SwitchAnswers(boolean yes) implements Order {}

    /** The plug that feeds the switch, and by it everything. */
    record MainPlug(boolean in) implements Order {}

    /** Nothing; the answer tells what stands how. */
    record Look() implements Order {}

    /** Everything is taken off the table and put away. */
    record PutAway() implements Order {}
}
