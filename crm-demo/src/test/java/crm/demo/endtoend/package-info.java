/**
 * The whole of it on a virtual table: real daemons, real SNMP, real disk and web server, and a person's hands.
 *
 * <p>Tagged {@code e2e}: {@code ./check} runs them, plain {@code mvn verify} does not. Read {@link
 * crm.demo.endtoend.FaultsEndToEndTest} first.
 */
package crm.demo.endtoend;
