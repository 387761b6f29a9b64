/**
 * The wire to Waveshare's 2.13" e-Paper HATs: what to send to which revision, as data, and a device that sends it.
 *
 * <p>Not here: what is drawn ({@link crm.display.layout}) and when ({@link crm.display.ScreenPolicy}); how the pins are
 * reached on a Raspberry Pi ({@link crm.display.pi}).
 *
 * <p>Read {@link crm.display.epaper.PanelRevision} first, then {@link crm.display.epaper.EpaperPanel}.
 */
@NullMarked
package crm.display.epaper;

import org.jspecify.annotations.NullMarked;
