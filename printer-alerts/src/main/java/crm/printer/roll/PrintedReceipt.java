package crm.printer.roll;

/**
 * A receipt as it was found on a roll.
 *
 * @param number as printed
 * @param text what its hash covers
 * @param seal the printed part of its hash: 32 hexadecimal digits, or what is left of them
 * @param marked whether it says itself that it may be a second copy
 */
public record PrintedReceipt(int number, String text, String seal, boolean marked) {}
