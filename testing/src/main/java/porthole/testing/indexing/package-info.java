// SPDX-License-Identifier: Apache-2.0
/** Compares the files of indexes. */
@NullMarked
package porthole.testing.indexing;

import org.jspecify.annotations.NullMarked;
