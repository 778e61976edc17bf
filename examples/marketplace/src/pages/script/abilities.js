// Written by permit from a catalogue of actions. Do not change it: write it again.
/**
 * Whether to offer an action. It may depend on the item; then the item has to say that it is
 * allowed. What is missing or unknown is not offered. The server decides again when it is done.
 */
export function can(abilities, action, item) {
    const ability = abilities?.[action];
    if (ability === "always") {
        return true;
    }
    const depends = typeof ability === "object" && Array.isArray(ability?.depends);
    return depends && Array.isArray(item?.abilities) && item.abilities.includes(action);
}
