export declare function takeLock(file: string): { release(): void } | { heldBy: number };
