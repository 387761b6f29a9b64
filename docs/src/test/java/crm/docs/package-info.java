/**
 * Tests that the repository obeys its own guide: names, lengths, dependencies, package descriptions.
 *
 * <p>Not here: tests of behaviour; each module has its own.
 *
 * <p>Read {@link crm.docs.RulesOfTasteTest} first.
 */
@NullMarked
package crm.docs;

import org.jspecify.annotations.NullMarked;
