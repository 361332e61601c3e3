import { countTags } from '@caseload/shared/tags/endpoints.ts';
import { Button, Checkbox, Text, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useOffers } from '../keys/useOffers.ts';
import { endpointQuery } from '../api/endpointQuery.ts';
import { counted } from '../people/counted.ts';
import { ErrorPanel } from '../ui/ErrorPanel.tsx';
import { type CountedTag, findTags } from './tagChanges.ts';
import { TagDialog, type TagQuestion } from './TagDialog.tsx';
import './tags.css';

/** The server takes so many at once. */
const MOST_AT_ONCE = 50;
/** So many are drawn at once; there may be a thousand. */
const STEP = 200;
const SEARCH_BOX = 'tag-search';

/** Where administrators tidy the tags of the organisation. */
export function TagsSettings() {
  const { t, i18n } = useTranslation();
  const { data, error, refetch, isFetching } = useQuery({ ...endpointQuery(countTags, {}), staleTime: 0 });
  const [text, setText] = useState('');
  const [most, setMost] = useState(STEP);
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const [question, setQuestion] = useState<TagQuestion | null>(null);
  const [returnTo, setReturnTo] = useState(SEARCH_BOX);
  const all = data?.items ?? [];
  const found = findTags(all, text);
  const chosen = all.filter(({ name }) => picked.has(name));

  function ask(what: TagQuestion['what'], tags: readonly CountedTag[], opener: string) {
    setReturnTo(opener);
    setQuestion({ what, tags });
  }
  function toggle(name: string) {
    setPicked(
      (names) => new Set(names.has(name) ? [...names].filter((other) => other !== name) : [...names, name]),
    );
  }

  const canMerge = chosen.length >= 2 && chosen.length <= MOST_AT_ONCE;
  const canRemove = chosen.length > 0 && chosen.length <= MOST_AT_ONCE;
  const merge = () => ask('merge', chosen, 'merge-tags');
  const remove = () => ask('remove', chosen, 'remove-tags');
  useOffers([
    canMerge && { id: 'tags.merge', label: t('tags.mergeChosen'), run: merge },
    canRemove && { id: 'tags.remove', label: t('tags.removeChosen'), run: remove },
  ]);

  return (
    <div className="tag-settings">
      <Text>{t('tags.intro')}</Text>
      {error !== null && <ErrorPanel error={error} onRetry={() => void refetch()} isRetrying={isFetching} />}
      {data !== undefined && all.length === 0 && <Text className="quiet">{t('tags.none')}</Text>}
      {all.length > 0 && (
        <TextInput
          id={SEARCH_BOX}
          type="search"
          className="tag-settings__search"
          aria-label={t('tags.search')}
          placeholder={t('tags.search')}
          leftSection={<IconSearch size={16} aria-hidden />}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
      )}
      <div className="tag-settings__chosen" role="status">
        {chosen.length > 0 && t('tags.chosen', { count: chosen.length })}
        {chosen.length > MOST_AT_ONCE && ` ${t('tags.atMost', { count: MOST_AT_ONCE })}`}
      </div>
      {chosen.length > 0 && (
        <div
          className="tag-settings__bar"
          role="group"
          aria-label={t('tags.chosen', { count: chosen.length })}
        >
          <Button id="merge-tags" size="xs" disabled={!canMerge} onClick={merge}>
            {t('tags.mergeChosen')}
          </Button>
          <Button id="remove-tags" size="xs" variant="default" disabled={!canRemove} onClick={remove}>
            {t('tags.removeChosen')}
          </Button>
          <Button size="xs" variant="subtle" onClick={() => setPicked(new Set())}>
            {t('tags.clear')}
          </Button>
        </div>
      )}
      {all.length > 0 && found.length === 0 && <Text className="quiet">{t('tags.nothingFound')}</Text>}
      <ul className="tag-settings__list" aria-label={t('tags.list')}>
        {found.slice(0, most).map((tag) => (
          <TagLine
            key={tag.name}
            tag={tag}
            isPicked={picked.has(tag.name)}
            onToggle={() => toggle(tag.name)}
            onAsk={(what, opener) => ask(what, [tag], opener)}
          />
        ))}
      </ul>
      {found.length > most && (
        <Button variant="default" onClick={() => setMost(most + STEP)}>
          {t('tags.more', counted(found.length - most, i18n.language))}
        </Button>
      )}
      <TagDialog
        question={question}
        known={all}
        returnTo={returnTo}
        onDone={() => {
          setPicked(new Set());
          setReturnTo(SEARCH_BOX);
          setQuestion(null);
        }}
        onClose={() => setQuestion(null)}
      />
    </div>
  );
}

type LineProps = {
  readonly tag: CountedTag;
  readonly isPicked: boolean;
  readonly onToggle: () => void;
  readonly onAsk: (what: 'rename' | 'remove', opener: string) => void;
};

function TagLine({ tag: { name, customerCount }, isPicked, onToggle, onAsk }: LineProps) {
  const { t, i18n } = useTranslation();
  const formatted = customerCount.toLocaleString(i18n.language);
  const [rename, remove] = [`rename-tag-${name}`, `remove-tag-${name}`];
  return (
    <li className="tag-line">
      <Checkbox
        size="sm"
        className="tag-line__name"
        label={name}
        aria-label={t('tags.choose', { tag: name })}
        checked={isPicked}
        onChange={onToggle}
      />
      <Link
        className="tag-line__count quiet"
        to="/customers"
        search={{ tag: [name], status: 'any', archived: 'any' }}
        preload={false}
      >
        {t('tags.customers', { count: customerCount, formatted })}
      </Link>
      <span className="tag-line__buttons">
        <Button
          id={rename}
          size="xs"
          variant="default"
          aria-label={t('tags.renameOne', { tag: name })}
          onClick={() => onAsk('rename', rename)}
        >
          {t('tags.renameShort')}
        </Button>
        <Button
          id={remove}
          size="xs"
          variant="default"
          aria-label={t('tags.removeOne', { tag: name })}
          onClick={() => onAsk('remove', remove)}
        >
          {t('tags.removeShort')}
        </Button>
      </span>
    </li>
  );
}
