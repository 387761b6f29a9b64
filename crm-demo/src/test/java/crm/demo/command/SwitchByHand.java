package crm.demo.command;

import crm.demo.linux.Shell;
import crm.demo.table.Layout;
import java.util.ArrayList;
import java.util.List;

/** Debian's SNMP programs in the client's namespace: an opinion about the switch that is not ours. */
final class SwitchByHand {
    static final int UP = 1;
    static final int DOWN = 2;
    static final int POE_DISABLED = 1;
    static final int POE_WAITING = 2;
    static final int POE_ON = 3;

    private static final String ADMIN = "1.3.6.1.2.1.2.2.1.7";
    private static final String OPER = "1.3.6.1.2.1.2.2.1.8";
    private static final String POE = "1.3.6.1.4.1.14988.1.1.15.1.1.3";

    private final Layout layout;

    SwitchByHand(Layout layout) {
        this.layout = layout;
    }

    int admin(String machine) {
        return get(ADMIN, machine);
    }

    int oper(String machine) {
        return get(OPER, machine);
    }

    int poe(String machine) {
        return get(POE, machine);
    }

    void set(String machine, int admin) {
        snmp("snmpset", "private", oid(ADMIN, machine), "i", Integer.toString(admin));
    }

    boolean answers() {
        return Shell.attempt(Shell.USUAL, command("snmpget", "public", oid(ADMIN, Layout.STORAGE)))
                .well();
    }

    private int get(String column, String machine) {
        return Integer.parseInt(snmp("snmpget", "public", oid(column, machine)).strip());
    }

    private String snmp(String program, String community, String... rest) {
        return Shell.run(command(program, community, rest));
    }

    private List<String> command(String program, String community, String... rest) {
        var words = new ArrayList<>(List.of(
                program, "-v2c", "-c", community, "-m", "", "-Oqv", "-t", "1", "-r", "0", Layout.SWITCH_ADDRESS));
        words.addAll(List.of(rest));
        return layout.namespaceOf(Layout.CLIENT).inside(words.toArray(String[]::new));
    }

    private static String oid(String column, String machine) {
        return column + "." + Layout.portOf(machine).substring("ether".length());
    }
}
