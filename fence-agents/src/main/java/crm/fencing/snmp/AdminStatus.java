package crm.fencing.snmp;

import java.util.Arrays;
import java.util.Optional;

/** {@code ifAdminStatus}: what a port was told to be. There is no fourth value. */
enum AdminStatus {
    UP(1),
    DOWN(2),
    TESTING(3);

    private final int number;

    AdminStatus(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }

    static Optional<AdminStatus> of(int number) {
        return Arrays.stream(values()).filter(s -> s.number == number).findFirst();
    }
}
