package crm.agent.kernel;

/** Signals to processes and process groups. */
public final class Signals {

    public static final int INTERRUPT = 2;
    public static final int QUIT = 3;
    public static final int KILL = 9;
    public static final int USR1 = 10;
    public static final int TERM = 15;
    public static final int CONT = 18;
    public static final int WINCH = 28;

    private Signals() {}

    /** Sends a signal to one process; whether there was such a process to receive it. */
    public static boolean send(int pid, int signal) throws KernelException {
        if (pid <= 1) {
            throw new IllegalArgumentException("will not signal pid " + pid);
        }
        return delivered(pid, signal);
    }

    /** Sends a signal to every process of a group; whether the group had any. */
    public static boolean sendToGroup(int group, int signal) throws KernelException {
        if (group <= 1) {
            throw new IllegalArgumentException("will not signal process group " + group);
        }
        return delivered(-group, signal);
    }

    private static boolean delivered(int target, int signal) throws KernelException {
        try {
            Libc.kill(target, signal);
            return true;
        } catch (KernelException e) {
            if (e.errno() == KernelException.NO_SUCH_PROCESS) {
                return false;
            }
            throw e;
        }
    }
}
