import type { ComponentChildren, InputHTMLAttributes, TextareaHTMLAttributes } from "preact";
import { useId } from "preact/hooks";

type Common = {
  label: string;
  hint?: ComponentChildren;
  error?: string | undefined;
  hideLabel?: boolean;
};

function Frame({
  id,
  label,
  hint,
  error,
  hideLabel,
  children,
}: Common & { id: string; children: ComponentChildren }) {
  return (
    <div class="field">
      <label for={id} class={hideLabel ? "sr" : undefined}>
        {label}
      </label>
      {children}
      {error ? (
        <p class="problem" id={`${id}-note`}>
          {error}
        </p>
      ) : (
        hint && <small id={`${id}-note`}>{hint}</small>
      )}
    </div>
  );
}

const noteOf = (id: string, { hint, error }: Common) => ({
  ...((hint || error) && { "aria-describedby": `${id}-note` }),
  ...(error && { "aria-invalid": "true" as const }),
});

/** One line of text with its label, a hint and what is wrong with it. */
export function Field({ label, hint, error, hideLabel, ...input }: Common & InputHTMLAttributes) {
  const id = useId();
  const common = {
    label,
    hint,
    ...(error !== undefined && { error }),
    ...(hideLabel !== undefined && { hideLabel }),
  };
  return (
    <Frame id={id} {...common}>
      <input class="input" {...input} id={id} {...noteOf(id, common)} />
    </Frame>
  );
}

/** Several lines of text. */
export function TextArea({ label, hint, error, ...input }: Common & TextareaHTMLAttributes) {
  const id = useId();
  const common = { label, hint, ...(error !== undefined && { error }) };
  return (
    <Frame id={id} {...common}>
      <textarea class="input" {...input} id={id} {...noteOf(id, common)} />
    </Frame>
  );
}

/** A choice of one. Options are pairs of value and words. */
export function Select({
  label,
  hint,
  hideLabel,
  options,
  value,
  onChange,
  disabled = false,
}: Omit<Common, "error"> & {
  options: readonly (readonly [value: string, words: string])[];
  value: string;
  onChange: (value: string) => void;
  disabled?: boolean;
}) {
  const id = useId();
  const common = { label, hint, ...(hideLabel !== undefined && { hideLabel }) };
  return (
    <Frame id={id} {...common}>
      <select
        class="input"
        id={id}
        disabled={disabled}
        {...noteOf(id, common)}
        onChange={(event) => onChange(event.currentTarget.value)}
      >
        {options.map(([key, words]) => (
          <option key={key} value={key} selected={key === value}>
            {words}
          </option>
        ))}
      </select>
    </Frame>
  );
}

/** A box to tick. */
export function Check({
  label,
  hint,
  checked,
  onChange,
}: {
  label: string;
  hint?: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
}) {
  const id = useId();
  return (
    <div class="check">
      <input
        type="checkbox"
        id={id}
        checked={checked}
        {...noteOf(id, { label, hint })}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <label for={id}>{label}</label>
      {hint && <small id={`${id}-note`}>{hint}</small>}
    </div>
  );
}

/** A choice of one of a few, all in sight. */
export function Switch<T extends string>({
  label,
  options,
  value,
  onChange,
  class: extra,
}: {
  label: string;
  options: readonly (readonly [value: T, words: ComponentChildren, name?: string])[];
  value: T;
  onChange: (value: T) => void;
  class?: string;
}) {
  const name = useId();
  return (
    <div class={`switch ${extra ?? ""}`} role="radiogroup" aria-label={label}>
      {options.map(([key, words, spoken]) => (
        <label key={key}>
          <input
            type="radio"
            name={name}
            checked={key === value}
            onChange={() => onChange(key)}
            {...(spoken && { "aria-label": spoken })}
          />
          {words}
        </label>
      ))}
    </div>
  );
}
