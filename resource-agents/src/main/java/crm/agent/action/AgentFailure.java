package crm.agent.action;

/** An action could not do what it was asked to; says which OCF exit code that is and, in a sentence, why. */
public final class AgentFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private final OcfExit exit;

    public AgentFailure(OcfExit exit, String reason) {
        super(reason);
        this.exit = exit;
    }

    public OcfExit exit() {
        return exit;
    }

    public String reason() {
        return String.valueOf(getMessage());
    }

    /** The service is cleanly stopped. */
    public static AgentFailure notRunning(String reason) {
        return new AgentFailure(OcfExit.NOT_RUNNING, reason);
    }

    /** The configuration makes no sense on any node. */
    public static AgentFailure misconfigured(String reason) {
        return new AgentFailure(OcfExit.NOT_CONFIGURED, reason);
    }

    /** This node lacks something the service needs. */
    public static AgentFailure notInstalled(String reason) {
        return new AgentFailure(OcfExit.NOT_INSTALLED, reason);
    }

    public static AgentFailure broken(String reason) {
        return new AgentFailure(OcfExit.GENERIC_ERROR, reason);
    }
}
