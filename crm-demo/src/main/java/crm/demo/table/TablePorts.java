package crm.demo.table;

import crm.demo.linux.Shell;
import crm.demo.table.TableView.Condition;
import crm.demo.table.TableView.Seat;
import crm.emulator.mikrotik.SwitchPorts;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** The table's ports as the switch's software sees and sets them: real links, and the power the table keeps account of. */
public final class TablePorts implements SwitchPorts {
    private static final int DRAWN_RUNNING_MA = 118;
    private static final int DRAWN_IDLE_MA = 95;

    private final Supplier<List<Seat>> seats;
    private final Consumer<TableEvent> loop;
    private final List<LinkListener> listeners = new CopyOnWriteArrayList<>();

    TablePorts(Supplier<List<Seat>> seats, Consumer<TableEvent> loop) {
        this.seats = seats;
        this.loop = loop;
    }

    @Override
    public List<Port> ports() {
        return seats.get().stream().map(TablePorts::asPort).toList();
    }

    private static Port asPort(Seat seat) {
        var port = seat.port();
        return new Port(port.name(), port.occupant(), port.adminUp(), port.carrier(), supply(seat));
    }

    private static Optional<PoeOut> supply(Seat seat) {
        return switch (seat.power()) {
            case NONE -> Optional.empty();
            case DISABLED -> Optional.of(PoeOut.OFF);
            case WAITING -> Optional.of(PoeOut.WAITING);
            case FEEDING ->
                Optional.of(PoeOut.powering(seat.condition() == Condition.RUNNING ? DRAWN_RUNNING_MA : DRAWN_IDLE_MA));
        };
    }

    @Override
    public void setAdmin(String port, boolean up) {
        await(port, done -> new TableEvent.AdminSet(port, up, done));
    }

    /** Returns when the power has followed: a machine that loses it is dead by then. */
    @Override
    public void setPoeOut(String port, boolean enabled) {
        await(port, done -> new TableEvent.PoeOutSet(port, enabled, done));
    }

    /** Whoever asks after a SET must read what it has done; so a SET lasts until the table's loop is through with it. */
    private void await(String port, Function<CompletableFuture<String>, TableEvent> event) {
        var done = new CompletableFuture<String>();
        loop.accept(event.apply(done));
        try {
            done.get(Shell.USUAL.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException failure) {
            throw new IllegalStateException("the state of " + port + " is not known", failure);
        }
    }

    @Override
    public void onLinkChange(LinkListener listener) {
        listeners.add(listener);
    }

    /** The switch's software has stopped: nobody listens any more. */
    public void forgetListeners() {
        listeners.clear();
    }

    void tell(String port, boolean up) {
        listeners.forEach(listener -> listener.linkChanged(port, up));
    }
}
