// SPDX-License-Identifier: Apache-2.0
/** Queries from their text to their answer. */
@NullMarked
package porthole.indexing.internal.query;

import org.jspecify.annotations.NullMarked;
