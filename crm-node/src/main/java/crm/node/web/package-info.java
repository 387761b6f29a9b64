/**
 * The web page of one daemon, for people who look: read-only, no accounts, no changes. Every answer is taken from the same
 * replies as {@code crm status --output json}; what the page looks like is in {@code page.html}, {@code page.css} and
 * {@code page.js} beside this package's classes. Changes are made over the control socket ({@code crm.node.control}). Read
 * {@link crm.node.web.StatusServer} first.
 */
@org.jspecify.annotations.NullMarked
package crm.node.web;
