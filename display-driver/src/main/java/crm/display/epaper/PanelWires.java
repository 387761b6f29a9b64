package crm.display.epaper;

/**
 * Everything that goes to a panel.
 *
 * @param reset low resets it
 * @param dataMode low while a command byte is sent, high while data is
 * @param power high feeds it, on boards that have the switch
 * @param busy whether it is at work; see {@link PanelRevision.Busy}
 */
public record PanelWires(SpiBus bus, OutputPin reset, OutputPin dataMode, OutputPin power, InputPin busy) {}
