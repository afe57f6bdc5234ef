// SPDX-License-Identifier: Apache-2.0
package porthole.storage.internal.database;

/**
 * What all slots work with.
 *
 * @param loader opens databases
 * @param loads whose turn it is to be opened
 * @param unloader closes them
 */
record SlotServices(
    StorageContext context, DatabaseLoader loader, LoadQueue loads, Unloader unloader) {}
