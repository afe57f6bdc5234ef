// SPDX-License-Identifier: Apache-2.0
/**
 * Index functions written in JavaScript: {@link porthole.indexing.internal.script.ScriptMap} and
 * {@link porthole.indexing.internal.script.ScriptReduce}.
 *
 * <p>A prelude of ours stands around each text. It collects the functions that the text hands to
 * {@code map} and {@code groupBy}, so that these never leave the script, and makes tagged objects
 * of values that only entries have.
 */
@NullMarked
package porthole.indexing.internal.script;

import org.jspecify.annotations.NullMarked;
