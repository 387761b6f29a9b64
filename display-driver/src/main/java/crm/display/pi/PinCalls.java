package crm.display.pi;

import com.pi4j.Pi4J;
import com.pi4j.context.Context;
import java.io.IOException;
import java.util.function.Supplier;

/**
 * Calls of Pi4J. What goes wrong there comes as unchecked exceptions of every kind, and as linkage errors where its native
 * libraries do not fit the machine; to whoever uses a wire it is a wire that cannot be used.
 */
final class PinCalls {

    private PinCalls() {}

    /**
     * The pins of this machine.
     *
     * @throws IOException if Pi4J finds none that it can use
     */
    static Context context() throws IOException {
        return result("the pins of this machine cannot be reached", Pi4J::newAutoContext);
    }

    /**
     * What a call gives.
     *
     * @param otherwise what could not be done if it fails
     */
    static <T> T result(String otherwise, Supplier<T> call) throws IOException {
        try {
            return call.get();
        } catch (RuntimeException | LinkageError broken) {
            throw new IOException(otherwise + ": " + reason(broken), broken);
        }
    }

    /** The same for a call that gives nothing. */
    static void done(String otherwise, Runnable call) throws IOException {
        try {
            call.run();
        } catch (RuntimeException | LinkageError broken) {
            throw new IOException(otherwise + ": " + reason(broken), broken);
        }
    }

    private static String reason(Throwable broken) {
        String message = broken.getMessage();
        return message == null ? broken.getClass().getSimpleName() : message;
    }
}
