package crm.agent.kernel;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

/**
 * The C functions used by this package, one method each. Every method returns what C returns, or throws with
 * {@code errno} where C returns −1.
 */
final class Libc {

    private static final Linker LINKER = Linker.nativeLinker();
    private static final StructLayout STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO = STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));

    private static final MethodHandle SOCKET = function("socket", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT);
    private static final MethodHandle BIND = function("bind", JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);
    private static final MethodHandle SETSOCKOPT =
            function("setsockopt", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);
    private static final MethodHandle SEND = function("send", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT);
    private static final MethodHandle RECV = function("recv", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT);
    private static final MethodHandle WRITE = function("write", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG);
    private static final MethodHandle POLL = function("poll", JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT);
    private static final MethodHandle EVENTFD = function("eventfd", JAVA_INT, JAVA_INT, JAVA_INT);
    private static final MethodHandle CLOSE = function("close", JAVA_INT, JAVA_INT);
    private static final MethodHandle KILL = function("kill", JAVA_INT, JAVA_INT, JAVA_INT);
    private static final MethodHandle SYSCALL = syscall();

    private Libc() {}

    private static MethodHandle function(String name, ValueLayout result, ValueLayout... arguments) {
        return LINKER.downcallHandle(
                LINKER.defaultLookup().findOrThrow(name),
                FunctionDescriptor.of(result, arguments),
                Linker.Option.captureCallState("errno"));
    }

    private static MethodHandle syscall() {
        return LINKER.downcallHandle(
                LINKER.defaultLookup().findOrThrow("syscall"),
                FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG),
                Linker.Option.captureCallState("errno"),
                Linker.Option.firstVariadicArg(1));
    }

    static int socket(int domain, int type, int protocol) throws KernelException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(STATE);
            return (int) checked("socket", (int) SOCKET.invokeExact(state, domain, type, protocol), state);
        } catch (Throwable t) {
            throw rethrown(t);
        }
    }

    static void bind(int descriptor, byte[] address) throws KernelException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(STATE);
            MemorySegment bytes = arena.allocateFrom(ValueLayout.JAVA_BYTE, address);
            checked("bind", (int) BIND.invokeExact(state, descriptor, bytes, address.length), state);
        } catch (Throwable t) {
            throw rethrown(t);
        }
    }

    /** Turns an option of a socket on. */
    static void enable(int descriptor, int level, int option) throws KernelException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(STATE);
            MemorySegment on = arena.allocateFrom(JAVA_INT, 1);
            int size = (int) JAVA_INT.byteSize();
            checked("setsockopt", (int) SETSOCKOPT.invokeExact(state, descriptor, level, option, on, size), state);
        } catch (Throwable t) {
            throw rethrown(t);
        }
    }

    static void send(int descriptor, byte[] message, int flags) throws KernelException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(STATE);
            MemorySegment bytes = arena.allocateFrom(ValueLayout.JAVA_BYTE, message);
            checked("send", (long) SEND.invokeExact(state, descriptor, bytes, (long) message.length, flags), state);
        } catch (Throwable t) {
            throw rethrown(t);
        }
    }

    /** Receives one message into {@code buffer}; the number of bytes. */
    static int receive(int descriptor, byte[] buffer, int flags) throws KernelException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(STATE);
            MemorySegment bytes = arena.allocate(buffer.length);
            long length = checked(
                    "recv", (long) RECV.invokeExact(state, descriptor, bytes, (long) buffer.length, flags), state);
            MemorySegment.copy(bytes, ValueLayout.JAVA_BYTE, 0, buffer, 0, (int) length);
            return (int) length;
        } catch (Throwable t) {
            throw rethrown(t);
        }
    }

    /**
     * Waits until one of the descriptors can be read.
     *
     * @param milliseconds how long at most; −1 for no limit
     * @return the place in {@code descriptors} of the first that can be read or has hung up; −1 after the limit
     */
    static int poll(int milliseconds, int... descriptors) throws KernelException {
        final short readable = 1;
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(STATE);
            MemorySegment set = arena.allocate(8L * descriptors.length, 4);
            for (int i = 0; i < descriptors.length; i++) {
                set.set(JAVA_INT, 8L * i, descriptors[i]);
                set.set(ValueLayout.JAVA_SHORT, 8L * i + 4, readable);
            }
            checked("poll", (int) POLL.invokeExact(state, set, (long) descriptors.length, milliseconds), state);
            for (int i = 0; i < descriptors.length; i++) {
                if (set.get(ValueLayout.JAVA_SHORT, 8L * i + 6) != 0) {
                    return i;
                }
            }
            return -1;
        } catch (Throwable t) {
            throw rethrown(t);
        }
    }

    static int eventfd(int flags) throws KernelException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(STATE);
            return (int) checked("eventfd", (int) EVENTFD.invokeExact(state, 0, flags), state);
        } catch (Throwable t) {
            throw rethrown(t);
        }
    }

    static void write(int descriptor, byte[] bytes) throws KernelException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(STATE);
            MemorySegment copy = arena.allocateFrom(ValueLayout.JAVA_BYTE, bytes);
            checked("write", (long) WRITE.invokeExact(state, descriptor, copy, (long) bytes.length), state);
        } catch (Throwable t) {
            throw rethrown(t);
        }
    }

    static void close(int descriptor) throws KernelException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(STATE);
            checked("close", (int) CLOSE.invokeExact(state, descriptor), state);
        } catch (Throwable t) {
            throw rethrown(t);
        }
    }

    static void kill(int pid, int signal) throws KernelException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(STATE);
            checked("kill", (int) KILL.invokeExact(state, pid, signal), state);
        } catch (Throwable t) {
            throw rethrown(t);
        }
    }

    /** A system call by number, for those that the C library of an older distribution does not wrap. */
    static long syscall(String name, long number, long first, long second, long third, long fourth)
            throws KernelException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(STATE);
            return checked(name, (long) SYSCALL.invokeExact(state, number, first, second, third, fourth), state);
        } catch (Throwable t) {
            throw rethrown(t);
        }
    }

    private static long checked(String call, long result, MemorySegment state) throws KernelException {
        if (result < 0) {
            throw new KernelException(call, (int) ERRNO.get(state, 0L));
        }
        return result;
    }

    /** A method handle may throw anything by its type; in truth only our own check throws. */
    private static KernelException rethrown(Throwable thrown) {
        return switch (thrown) {
            case KernelException refused -> refused;
            case RuntimeException wrong -> throw wrong;
            case Error fatal -> throw fatal;
            default -> throw new IllegalStateException(thrown);
        };
    }
}
