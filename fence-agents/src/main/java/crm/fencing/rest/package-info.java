/**
 * RouterOS's REST interface (version 7 and later): the third road to a port's power, and the only one on which the
 * switch tells how it is set up.
 *
 * <p>Not here: whether power is really gone. That is always read by SNMP ({@link crm.fencing.snmp}), so that what was
 * said on one road is checked on another.
 *
 * <p>Read {@link crm.fencing.rest.RestSession} first, then {@link crm.fencing.rest.PoeSettings}.
 */
@NullMarked
package crm.fencing.rest;

import org.jspecify.annotations.NullMarked;
