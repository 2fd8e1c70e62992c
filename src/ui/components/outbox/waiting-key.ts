/** Under this name the browser remembers that something waits to be sent; by its changes tabs know of each other's. */
export const waitingKey = 'phieu-cho-gui';

/** Whether this device keeps something that was to be sent. */
export function somethingWaits(): boolean {
  try {
    return localStorage.getItem(waitingKey) !== null;
  } catch {
    return false;
  }
}
