'use client';

import { useState } from 'react';
import { Monitor, Moon, Sun, type LucideIcon } from 'lucide-react';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuTrigger,
} from '@/components/ui/dropdown-menu';
import { IconButton } from '@/components/ui/icon-button';
import { THEME_COOKIE, themeOf, THEMES, type Theme } from './theme';

const LOOKS: Record<Theme, { icon: LucideIcon; word: string }> = {
  system: { icon: Monitor, word: 'System' },
  light: { icon: Sun, word: 'Light' },
  dark: { icon: Moon, word: 'Dark' },
};

const ONE_YEAR = 31_536_000;

/** Light, dark, or what the system says; kept in a cookie that the server reads. */
export function ThemeSwitch({ initial }: { initial: Theme }) {
  const [theme, setTheme] = useState(initial);
  const choose = (value: string) => {
    const chosen = themeOf(value);
    setTheme(chosen);
    applyTheme(chosen);
  };
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <IconButton icon={LOOKS[theme].icon} label={`Theme: ${LOOKS[theme].word}`} />
      </DropdownMenuTrigger>
      <DropdownMenuContent>
        <DropdownMenuRadioGroup value={theme} onValueChange={choose}>
          {THEMES.map((name) => {
            const { icon: Icon, word } = LOOKS[name];
            return (
              <DropdownMenuRadioItem key={name} value={name}>
                <Icon aria-hidden strokeWidth={1.75} />
                {word}
              </DropdownMenuRadioItem>
            );
          })}
        </DropdownMenuRadioGroup>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}

/** Shows a theme at once and asks for it next time. */
export function applyTheme(theme: Theme): void {
  document.documentElement.dataset.theme = theme;
  document.cookie = `${THEME_COOKIE}=${theme}; path=/; max-age=${ONE_YEAR}; samesite=lax`;
}
