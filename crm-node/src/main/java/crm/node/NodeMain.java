package crm.node;

import crm.configuration.Problem;
import crm.node.settings.NodeSettings;
import crm.node.settings.SettingsReader;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The daemon's entry: {@code NodeMain /etc/crm/node.yaml}. */
public final class NodeMain {

    private static final Logger LOG = LoggerFactory.getLogger(NodeMain.class);
    private static final int CONFIGURATION_ERROR = 78;
    private static final int UNAVAILABLE = 69;

    private NodeMain() {}

    public static void main(String[] arguments) {
        if (arguments.length != 1) {
            System.err.println("usage: NodeMain SETTINGS-FILE");
            System.exit(64);
        }
        switch (SettingsReader.read(Path.of(arguments[0]))) {
            case SettingsReader.Wrong(List<Problem> problems) -> {
                for (Problem problem : problems) {
                    System.err.println(problem.place() + ": " + problem.what() + "; " + problem.advice());
                }
                System.exit(CONFIGURATION_ERROR);
            }
            case SettingsReader.Settings(NodeSettings settings) -> System.exit(serve(settings));
        }
    }

    /** An exception here is our own mistake: it ends the daemon, and the peers fence this node. */
    private static int serve(NodeSettings settings) {
        try (Daemon daemon = Daemon.open(settings)) {
            return daemon.run();
        } catch (Daemon.CannotStart e) {
            LOG.error("{}", e.getMessage());
            System.err.println(e.getMessage());
            return UNAVAILABLE;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }
}
