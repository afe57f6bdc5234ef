// SPDX-License-Identifier: Apache-2.0
/** Finds what has the words that tell a text apart from others. */
@NullMarked
package porthole.indexing.internal.similar;

import org.jspecify.annotations.NullMarked;
