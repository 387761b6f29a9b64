package crm.fencing;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/** The system calls that Java has no method for. Linux only. */
public final class Posix {

    private static final int SIGKILL = 9;
    private static final int O_WRONLY = 1;
    private static final int O_CLOEXEC = 0x80000;

    private static final MethodHandle KILL =
            call("kill", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
    private static final MethodHandle OPEN =
            variadic("open", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT), 2);
    private static final MethodHandle IOCTL = variadic(
            "ioctl",
            FunctionDescriptor.of(
                    ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG, ValueLayout.ADDRESS),
            2);
    private static final MethodHandle WRITE = call(
            "write",
            FunctionDescriptor.of(
                    ValueLayout.JAVA_LONG, ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_LONG));
    private static final MethodHandle CLOSE =
            call("close", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));

    private Posix() {}

    /** Ends every process of a group at once. */
    public static void killGroup(long leader) {
        if (leader <= 1) {
            throw new IllegalArgumentException("no group to kill: " + leader);
        }
        invoke(() -> (int) KILL.invokeExact((int) -leader, SIGKILL));
    }

    /** Opens a file or device for writing; negative if that fails. */
    static int openForWriting(String path) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment name = arena.allocateFrom(path);
            return invoke(() -> (int) OPEN.invokeExact(name, O_WRONLY | O_CLOEXEC));
        }
    }

    /** A device request whose argument is one number, which the device may change; negative if the device refuses. */
    static int ioctl(int file, long request, int argument) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment number = arena.allocate(ValueLayout.JAVA_INT);
            number.set(ValueLayout.JAVA_INT, 0, argument);
            int result = invoke(() -> (int) IOCTL.invokeExact(file, request, number));
            return result < 0 ? result : number.get(ValueLayout.JAVA_INT, 0);
        }
    }

    /** Writes one byte; false if that fails. */
    static boolean write(int file, char letter) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment one = arena.allocate(ValueLayout.JAVA_BYTE);
            one.set(ValueLayout.JAVA_BYTE, 0, (byte) letter);
            return invoke(() -> (int) (long) WRITE.invokeExact(file, one, 1L)) == 1;
        }
    }

    static void close(int file) {
        invoke(() -> (int) CLOSE.invokeExact(file));
    }

    private interface Call {
        int run() throws Throwable;
    }

    private static int invoke(Call call) {
        try {
            return call.run();
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            // The C library throws nothing; only a wrong signature in this file can bring us here.
            throw new IllegalStateException(e);
        }
    }

    private static MethodHandle call(String name, FunctionDescriptor shape) {
        return Linker.nativeLinker().downcallHandle(address(name), shape);
    }

    private static MethodHandle variadic(String name, FunctionDescriptor shape, int fixedArguments) {
        return Linker.nativeLinker()
                .downcallHandle(address(name), shape, Linker.Option.firstVariadicArg(fixedArguments));
    }

    private static MemorySegment address(String name) {
        return Linker.nativeLinker()
                .defaultLookup()
                .find(name)
                .orElseThrow(() -> new IllegalStateException("the C library has no " + name));
    }
}
