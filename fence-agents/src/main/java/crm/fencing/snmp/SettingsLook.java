package crm.fencing.snmp;

import crm.fencing.Deadline;
import crm.fencing.rest.PoeSettings;
import crm.fencing.rest.RestAnswer;
import crm.fencing.rest.RestSession;
import crm.port.FencingDevice.DeviceUnreachable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/**
 * Asks how the switch is set up. MikroTik's manual shows power's properties in a menu of its own and among those of the
 * port; both are asked, and what either tells counts.
 */
record SettingsLook(RestSession session) {

    private static final List<String> MENUS = List.of("interface/ethernet", "interface/ethernet/poe");

    List<String> warnings(List<String> fed, Optional<String> storage, Deadline deadline) {
        var told = new PoeSettings(new LinkedHashMap<>());
        var silent = new ArrayList<String>();
        for (String menu : MENUS) {
            try {
                told = told.and(asked(menu, deadline));
            } catch (IOException | DeviceUnreachable unreadable) {
                silent.add(String.valueOf(unreadable.getMessage()));
            }
        }
        // One of the two menus may not exist; if neither tells anything, nobody knows how the switch is set up.
        return silent.size() == MENUS.size()
                ? List.of("how the switch is set up cannot be read: " + silent.getFirst())
                : told.warnings(fed, storage);
    }

    private PoeSettings asked(String menu, Deadline deadline) throws IOException, DeviceUnreachable {
        return switch (session.get(menu, deadline)) {
            case RestAnswer.Done done -> PoeSettings.parse(done.body());
            case RestAnswer.Denied denied -> throw new IOException(denied.why());
        };
    }
}
