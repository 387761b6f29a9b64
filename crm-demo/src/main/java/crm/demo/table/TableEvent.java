package crm.demo.table;

import crm.demo.linux.LinkSeen;
import crm.demo.linux.ProcessTree;
import java.util.concurrent.CompletableFuture;

/** What the table's loop reacts to. */
sealed interface TableEvent {

    /** The kernel reported a port's link. */
    record LinkReported(LinkSeen link) implements TableEvent {}

    /** The switch's software switches a port on or off; done once the kernel has. */
    record AdminSet(String port, boolean up, CompletableFuture<String> done) implements TableEvent {}

    /** The switch's software lets a port have power, or takes it away; done once that has its full effect. */
    record PoeOutSet(String port, boolean enabled, CompletableFuture<String> done) implements TableEvent {}

    record OrderGiven(Order order, CompletableFuture<String> done) implements TableEvent {}

    /** Firmware has taken long enough. A power-on since then has another number. */
    record BootDue(String machine, long powerOn) implements TableEvent {}

    record ThawDue(String machine, long powerOn) implements TableEvent {}

    record MachineEnded(String machine, ProcessTree processes) implements TableEvent {}
}
