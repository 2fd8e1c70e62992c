const wayKey = 'phieu-cach';

/** Whether someone chose on this device to answer one question at a time; null where they have not chosen. */
export function chosenWay(): boolean | null {
  try {
    const way = localStorage.getItem(wayKey);
    return way === null ? null : way === 'tung-cau';
  } catch {
    return null;
  }
}

/** Remembers the choice for the next form. */
export function keepWay(one: boolean): void {
  try {
    localStorage.setItem(wayKey, one ? 'tung-cau' : 'mot-trang');
  } catch {
    // A browser that keeps nothing goes on without.
  }
}
