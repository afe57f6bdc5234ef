// SPDX-License-Identifier: Apache-2.0
/**
 * Tells the languages apart that indexes' functions are written in, and has them compiled: {@link
 * porthole.indexing.internal.language.FunctionCompiler}.
 */
@NullMarked
package porthole.indexing.internal.language;

import org.jspecify.annotations.NullMarked;
